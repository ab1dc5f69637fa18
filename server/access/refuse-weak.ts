import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { passwordFault } from '../../shared/password.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'

/** Guesses a password must withstand: where the estimator's own scale calls it strong (10^10). */
const GUESSES_AT_LEAST = 1e10
/** What comes after the first 64 characters is not looked at: each look costs the processor more than the one before. */
const LOOKED_AT = 64
/** Ways of reading digits and signs as letters that are tried: more found nothing else, and took up to eight times as long. */
const MOST_READINGS = 8

type Whose = { readonly name: string; readonly signInName: string | null }

/**
 * Why a password is too weak for this person, or null: the faults of shared/password.ts, or `password_too_common` when too
 * few guesses find it among some 50 000 passwords known to be common, French words and names, dates and what is made of them.
 */
export async function refuseWeak(password: string, { name, signInName }: Whose): Promise<Refusal | null> {
  const ownWords = [name, signInName ?? '']
  const fault = passwordFault(password, ownWords)
  if (fault) return refuse(`password_${fault}`, { field: 'password' })
  loading ??= loadEstimator()
  const { guesses } = (await loading).check(password, ownWords)
  return guesses < GUESSES_AT_LEAST ? refuse('password_too_common', { field: 'password' }) : null
}

let loading: Promise<ZxcvbnFactory> | undefined

/** Its lists take 30 MB and a tenth of a second: they are read when somebody first chooses a password. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, french] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fr'),
  ])
  return new ZxcvbnFactory({
    graphs: common.adjacencyGraphs,
    dictionary: { ...common.dictionary, ...french.dictionary },
    maxLength: LOOKED_AT,
    l33tMaxSubstitutions: MOST_READINGS,
  })
}
