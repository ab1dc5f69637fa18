import type { PlanLanguage } from '../planning/wording-facts.ts'

/** What `npm run plan` says itself, around the plan it prints. */
type PlanCommandWords = {
  readonly usage: string
  readonly notJson: string
  readonly faultsOf: (file: string, faults: string) => string
  readonly otherVersion: string
  readonly unread: (file: string, fields: readonly string[]) => string
  readonly noUnit: string
  readonly unknownUnits: (unknown: string, known: string) => string
  readonly datesExpected: string
  readonly positiveNumber: (option: string) => string
  readonly progress: (seconds: string, score: string, bound: string) => string
  readonly doesNotCheck: string
}

const fr: PlanCommandWords = {
  usage: `Usage : npm run plan -- --problem FICHIER.json [--seconds N] [--iterations N] [--seed N] [--json FICHIER]
        npm run plan -- --from 2026-02-01 --to 2026-04-30 [--unit NOM …] [--json FICHIER]
        npm run plan -- --verify FICHIER
  --problem     document du problème (data/plan-problem.schema.json)
  --from --to   période à planifier, d’après les données de l’application
  --unit        unité mobile, par son nom ; plusieurs fois pour plusieurs (sinon la première par ordre de nom)
  --json        écrit le problème et le plan ensemble
  --verify      revérifie un tel fichier : règles, score, borne
  --lang        fr ou en : la langue de ce qui est imprimé (fr sinon)`,
  notJson: ' : ce n’est pas du JSON.',
  faultsOf: (file, faults) => `${file} :\n${faults}`,
  otherVersion: 'ce programme lit les documents de version 1.',
  unread: (file, fields) => `${file} : champs inconnus, laissés de côté : ${fields.join(', ')}.`,
  noUnit: 'Aucune unité n’est enregistrée.',
  unknownUnits: (unknown, known) => `--unit : ${unknown} n’existe pas. Unités : ${known}.`,
  datesExpected: '--from et --to : des dates comme 2026-02-01.',
  positiveNumber: (option) => `--${option} : un nombre positif est attendu.`,
  progress: (seconds, score, bound) => `${seconds} s  score ${score}  borne ${bound}`,
  doesNotCheck: 'Le plan trouvé ne passe pas la vérification : ',
}

const en: PlanCommandWords = {
  usage: `Usage: npm run plan -- --lang en --problem FILE.json [--seconds N] [--iterations N] [--seed N] [--json FILE]
       npm run plan -- --lang en --from 2026-02-01 --to 2026-04-30 [--unit NAME …] [--json FILE]
       npm run plan -- --lang en --verify FILE
  --problem     a problem’s document (data/plan-problem.schema.json)
  --from --to   the period to plan, from the application’s data
  --unit        a mobile unit, by its name; several times for several (otherwise the first by name)
  --json        writes problem and plan together
  --verify      checks such a file again: rules, score, bound
  --lang        fr or en: the language of what is printed (otherwise fr)`,
  notJson: ': this is not JSON.',
  faultsOf: (file, faults) => `${file}:\n${faults}`,
  otherVersion: 'this program reads documents of version 1.',
  unread: (file, fields) => `${file}: unknown fields, left aside: ${fields.join(', ')}.`,
  noUnit: 'No unit is on record.',
  unknownUnits: (unknown, known) => `--unit: ${unknown} does not exist. Units: ${known}.`,
  datesExpected: '--from and --to: dates such as 2026-02-01.',
  positiveNumber: (option) => `--${option}: a positive number is expected.`,
  progress: (seconds, score, bound) => `${seconds} s  score ${score}  bound ${bound}`,
  doesNotCheck: 'The plan found does not pass its check: ',
}

/** The words of the command in each language. */
export const PLAN_COMMAND_WORDS: Readonly<Record<PlanLanguage, PlanCommandWords>> = { fr, en }
