import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedKeyring } from '../../server/access/keyring.ts'
import { createVault } from '../../server/access/vault.ts'
import { refuseOtherKey } from '../../server/operations/check-key.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'

describe(`the keys a process is given, on ${ENGINE}`, () => {
  let demo: Awaited<ReturnType<typeof testApp>>
  const other = createVault(randomBytes(32))
  beforeAll(async () => {
    demo = await testApp({ seed: 'demo' })
  })
  afterAll(async () => {
    await demo.ports.planner.close()
    await demo.ports.db.destroy()
  })

  it('are refused when they open nothing of what the database keeps sealed', async () => {
    const { db, vault } = demo.ports
    expect(await refuseOtherKey(db, vault)).toBeUndefined()
    expect(await refuseOtherKey(db, other)).toMatchObject({ refusal: 'bad_configuration' })
    const later = { id: '20260301', key: randomBytes(32), activeFrom: null }
    expect(await refuseOtherKey(db, createVault(fixedKeyring([later])))).toMatchObject({ refusal: 'bad_configuration' })
  })

  it('are not refused for one thing that somebody altered', async () => {
    const { db, vault } = demo.ports
    await db
      .updateTable('setting')
      .set({ value: other.seal('x') })
      .where('key', '=', 'access_log_head')
      .execute()
    expect(await refuseOtherKey(db, vault)).toBeUndefined()
  })

  it('open an empty database, whichever they are', async () => {
    const { ports } = await testApp({ seed: 'people' })
    expect(await refuseOtherKey(ports.db, other)).toBeUndefined()
    await ports.planner.close()
    await ports.db.destroy()
  })
})
