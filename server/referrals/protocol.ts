import { type Answers, type Condition, type Protocol, urgency, type Verdict } from '../../shared/protocol.ts'

/**
 * Answers in the form rules are evaluated on: one bit per sign that is present, an option's index per choice
 * (−1: unanswered), a number per measure. Order follows `CompiledProtocol.signs`, `choices` and `measures`.
 */
export type PackedAnswers = { bits: number; choices: number[]; measures: number[] }

type Test = (answers: PackedAnswers) => boolean

/** A protocol ready to judge. `judge` gives the index of the first rule that matches; every protocol ends with one that always does. */
export type CompiledProtocol = {
  readonly protocol: Protocol
  readonly signs: readonly string[]
  readonly choices: readonly { id: string; options: readonly string[] }[]
  readonly measures: readonly string[]
  judge(answers: PackedAnswers): number
  isIncoherent(answers: PackedAnswers): boolean
  holds(condition: Condition, answers: PackedAnswers): boolean
  score(id: string, answers: PackedAnswers): number
}

/** Turns a protocol's conditions into functions; throws when it names what it does not define, or is not total. */
export function compileProtocol(protocol: Protocol): CompiledProtocol {
  const signs = protocol.questions.flatMap((question) => (question.kind === 'sign' ? [question.id] : []))
  const choices = protocol.questions.flatMap((question) =>
    question.kind === 'choice' ? [{ id: question.id, options: question.options.map((option) => option.id) }] : [],
  )
  const measures = protocol.questions.flatMap((question) => (question.kind === 'measure' ? [question.id] : []))
  if (signs.length > 31) throw new Error('a protocol holds at most 31 signs')
  const last = protocol.rules.at(-1)!
  if (!('always' in last.when)) throw new Error('the last rule must always match')

  const named = new Map<string, Test>()
  const scores = new Map<string, (answers: PackedAnswers) => number>()
  const underWay = new Set<string>()

  const indexOf = (list: readonly string[], id: string): number => {
    const index = list.indexOf(id)
    if (index < 0) throw new Error(`the protocol does not define ${id}`)
    return index
  }
  const once = <T>(kept: Map<string, T>, id: string, make: () => T): T => {
    const known = kept.get(id)
    if (known) return known
    if (underWay.has(id)) throw new Error(`${id} is defined by itself`)
    underWay.add(id)
    const made = make()
    underWay.delete(id)
    kept.set(id, made)
    return made
  }
  const namedTest = (id: string): Test =>
    once(named, id, () => {
      const condition = protocol.named[id]
      if (!condition) throw new Error(`the protocol does not define ${id}`)
      return compile(condition)
    })
  const scoreOf = (id: string) =>
    once(scores, id, () => {
      const parts = protocol.scores[id]?.map((part) => ({ points: part.points, test: compile(part.when) }))
      if (!parts) throw new Error(`the protocol does not define ${id}`)
      return (answers: PackedAnswers) => {
        let total = 0
        for (const part of parts) if (part.test(answers)) total += part.points
        return total
      }
    })
  const compile = (condition: Condition): Test => {
    if ('always' in condition) return () => true
    if ('sign' in condition) {
      const mask = 1 << indexOf(signs, condition.sign)
      return (answers) => (answers.bits & mask) !== 0
    }
    if ('choice' in condition) {
      const at = indexOf(
        choices.map((choice) => choice.id),
        condition.choice,
      )
      let mask = 0
      for (const option of condition.in) mask |= 1 << indexOf(choices[at]!.options, option)
      return (answers) => answers.choices[at]! >= 0 && (mask & (1 << answers.choices[at]!)) !== 0
    }
    if ('measure' in condition) {
      const at = indexOf(measures, condition.measure)
      if ('above' in condition) return (answers) => answers.measures[at]! > condition.above
      return (answers) => answers.measures[at]! >= condition.atLeast
    }
    if ('score' in condition) {
      const score = scoreOf(condition.score)
      return (answers) => score(answers) >= condition.atLeast
    }
    if ('named' in condition) return namedTest(condition.named)
    if ('all' in condition) {
      const tests = condition.all.map(compile)
      return (answers) => {
        for (const test of tests) if (!test(answers)) return false
        return true
      }
    }
    const tests = ('any' in condition ? condition.any : condition.of).map(compile)
    const needed = 'any' in condition ? 1 : condition.atLeast
    return (answers) => {
      let held = 0
      for (const test of tests) if (test(answers) && ++held >= needed) return true
      return false
    }
  }

  const tests = protocol.rules.map((rule) => compile(rule.when))
  const incoherent = protocol.incoherence && compile(protocol.incoherence.when)
  const treat = protocol.incoherence && {
    at: choices.findIndex((choice) => choice.id === protocol.incoherence!.treat.choice),
    as: choices
      .find((choice) => choice.id === protocol.incoherence!.treat.choice)!
      .options.indexOf(protocol.incoherence.treat.as),
  }
  const isIncoherent: Test = (answers) => incoherent?.(answers) ?? false
  return {
    protocol,
    signs,
    choices,
    measures,
    isIncoherent,
    judge(answers) {
      let judged = answers
      if (treat && isIncoherent(answers)) {
        const replaced = answers.choices.slice()
        replaced[treat.at] = treat.as
        judged = { ...answers, choices: replaced }
      }
      for (let index = 0; index < tests.length; index++) if (tests[index]!(judged)) return index
      throw new Error('unreachable: the last rule always matches')
    },
    holds: (condition, answers) => compile(condition)(answers),
    score: (id, answers) => scoreOf(id)(answers),
  }
}

/** Packs answers; what is not assessed or not answered counts as `unknown` says: absent, or present (a measure: as large as can be). */
export function packAnswers(
  compiled: CompiledProtocol,
  answers: Answers,
  unknown: 'absent' | 'present' = 'absent',
): PackedAnswers {
  const isPresent = unknown === 'present'
  let bits = 0
  compiled.signs.forEach((id, index) => {
    const answer = answers[id]
    if (answer === 'yes' || (isPresent && answer !== 'no')) bits |= 1 << index
  })
  return {
    bits,
    choices: compiled.choices.map((choice) => choice.options.indexOf(String(answers[choice.id] ?? ''))),
    measures: compiled.measures.map((id) => {
      const answer = answers[id]
      return typeof answer === 'number' ? answer : isPresent ? Number.POSITIVE_INFINITY : 0
    }),
  }
}

/** What the protocol says of one item, taking what is not assessed as absent. */
export function verdictOn(compiled: CompiledProtocol, answers: Answers): Verdict {
  const packed = packAnswers(compiled, answers)
  const rule = compiled.protocol.rules[compiled.judge(packed)]!
  const { majorRisk, score } = compiled.protocol.queue
  return {
    code: rule.code,
    priorityClass: rule.priorityClass,
    redFlag: rule.redFlag,
    incoherent: compiled.isIncoherent(packed),
    score: score === null ? null : compiled.score(score, packed),
    majorRisk: compiled.holds(majorRisk, packed),
  }
}

/** The most urgent of several verdicts; the highest score and any major risk are kept whichever item they come from. */
export function mostUrgent(verdicts: readonly Verdict[]): Verdict {
  const [first, ...others] = verdicts
  if (!first) throw new RangeError('a referral has at least one item')
  return others.reduce((worst, verdict) => {
    const isWorse = urgency(verdict.priorityClass, verdict.redFlag) > urgency(worst.priorityClass, worst.redFlag)
    const scores = [worst.score, verdict.score].filter((score) => score !== null)
    return {
      ...(isWorse ? verdict : worst),
      incoherent: worst.incoherent || verdict.incoherent,
      majorRisk: worst.majorRisk || verdict.majorRisk,
      score: scores.length > 0 ? Math.max(...scores) : null,
    }
  }, first)
}
