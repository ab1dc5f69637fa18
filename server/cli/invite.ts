// npm run invite — opens an administrator's account, or gives somebody a new way in, and prints the single-use link.
import { randomBytes, randomUUID } from 'node:crypto'
import { findAccountNamed } from '../access/account-store.ts'
import { createPerson, inviteAgain } from '../access/invite-person.ts'
import { systemClock } from '../clock.ts'
import { openDatabase } from '../store/database.ts'
import { locationOf } from '../store/location.ts'
import { migrate } from '../store/migrate.ts'
import { configOrStop, optionsOrStop, orStop, stop, vaultOrStop } from './command.ts'

const USAGE = `Usage : npm run invite -- --administrator "Prénom Nom"
        npm run invite -- --account identifiant
  --administrator  ouvre un compte d’administration, le premier d’une installation neuve par exemple
  --account        redonne un accès à un compte : ses moyens de connexion et ses sessions prennent fin`

const OPTIONS = { administrator: { type: 'string' }, account: { type: 'string' } } as const

const { administrator, account } = optionsOrStop({ options: OPTIONS }, USAGE).values
if ((administrator === undefined) === (account === undefined)) stop(USAGE)
process.umask(0o077)
const config = configOrStop()
if (config.demo) stop('La démonstration n’invite personne d’ici : ses comptes sont sur la page de connexion.')
const db = openDatabase(locationOf(config))
await migrate(db)
const ports = {
  config,
  db,
  clock: systemClock,
  vault: await vaultOrStop(config, db),
  newId: () => randomUUID(),
  newToken: () => randomBytes(24).toString('base64url'),
}

async function invited() {
  if (administrator !== undefined) {
    const person = { name: administrator, role: 'administrator', email: null, rpps: null } as const
    return createPerson(ports, person, null)
  }
  const known = await findAccountNamed(db, account ?? '')
  if (!known) stop(`Aucun compte n’a l’identifiant « ${account} ».`)
  return inviteAgain(ports, known.personId, null)
}

const { link, signInName, expiresAt } = orStop(await invited().finally(() => db.destroy()))
console.log(`Identifiant : ${signInName}\nLien à usage unique, valable jusqu’au ${expiresAt} :\n${link}`)
