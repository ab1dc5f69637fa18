import { describe, expect, test } from 'vitest'
import { openQuestions } from '../../server/referrals/open-questions.ts'
import { compileProtocol, mostUrgent, type PackedAnswers, verdictOn } from '../../server/referrals/protocol.ts'
import { loadProtocols } from '../../server/referrals/protocols.ts'
import { type Answers, urgency } from '../../shared/protocol.ts'

const protocols = loadProtocols()
const dermatology = protocols.current('dermatology')!
const ophthalmology = protocols.current('ophthalmology')!
const urgencies = dermatology.protocol.rules.map((rule) => urgency(rule.priorityClass, rule.redFlag))
const bit = (id: string) => 1 << dermatology.signs.indexOf(id)
const choiceAt = (id: string) => dermatology.choices.findIndex((choice) => choice.id === id)
const option = (id: string, value: string) => dermatology.choices[choiceAt(id)]!.options.indexOf(value)

const allNo: Answers = Object.fromEntries([...dermatology.signs].map((id) => [id, 'no']))
const lesion = (answers: Answers): Answers => ({
  ...allNo,
  suspicion: 'indeterminate',
  bodySite: 'chest',
  diameterMm: 4,
  ...answers,
})

describe('the dermatology rule', () => {
  test('is total and monotone over 24.8 million combinations, and every code is reached', () => {
    // Every sign a rule names alone, then three diameters, three kinds of site and three levels of the rest of the score.
    const free = [
      'uglyDuckling',
      'nodularEFG',
      'rapidGrowth',
      'ulceratedOrBleeding',
      'recurrent',
      'dermoscopySuspicious',
      'palpableNode',
      'neuroSigns',
      'emergency',
      'strongConcern',
      'immunosuppression',
      'priorMelanoma',
      'familyMelanoma',
      'naeviOver50',
      'atypicalNaevi',
      'phototypeI_II',
      'priorCarcinoma',
    ].map(bit)
    const size = 2 ** free.length
    const spread = new Int32Array(size)
    for (let mask = 1; mask < size; mask++) {
      const low = 31 - Math.clz32(mask & -mask)
      spread[mask] = spread[mask & (mask - 1)]! | free[low]!
    }
    // Ascending in urgency along each of the three lists: a larger index only adds signs.
    const sites = ['chest', 'ear', 'sole'].map((site) => option('bodySite', site))
    const diameters = [4, 8, 25]
    const scoreBits = [0, bit('sizeChange'), bit('sizeChange') | bit('colour')]
    const reached = new Set<number>()
    let combinations = 0
    let lowered = 0
    for (let suspicion = 0; suspicion < 7; suspicion++) {
      const answers: PackedAnswers = { bits: 0, choices: [suspicion, 0, 0], measures: [0] }
      const levels: Uint8Array[] = []
      for (let level = 0; level < 27; level++) {
        const here = new Uint8Array(size)
        answers.choices[choiceAt('bodySite')] = sites[Math.floor(level / 9)]!
        answers.measures[0] = diameters[Math.floor(level / 3) % 3]!
        for (let mask = 0; mask < size; mask++) {
          answers.bits = spread[mask]! | scoreBits[level % 3]!
          const rule = dermatology.judge(answers)
          reached.add(rule)
          here[mask] = urgencies[rule]!
          combinations++
        }
        for (let mask = 0; mask < size; mask++) {
          for (let added = 1; added < size; added <<= 1) {
            if ((mask & added) === 0 && here[mask | added]! < here[mask]!) lowered++
          }
        }
        for (const step of [1, 3, 9]) {
          if (Math.floor(level / step) % 3 === 0) continue
          const before = levels[level - step]!
          for (let mask = 0; mask < size; mask++) if (here[mask]! < before[mask]!) lowered++
        }
        levels.push(here)
      }
    }
    expect(combinations).toBe(7 * 27 * 2 ** 17)
    expect(combinations).toBeGreaterThan(8_000_000)
    expect(lowered).toBe(0)
    expect([...reached].map((index) => dermatology.protocol.rules[index]!.code).sort()).toEqual(
      dermatology.protocol.rules.map((rule) => rule.code).sort(),
    )
  })

  test('is monotone in the signs of the score, over all their combinations', () => {
    const signs = ['sizeChange', 'asymmetry', 'border', 'colour', 'inflammation', 'oozing', 'sensationChange'].map(bit)
    let lowered = 0
    for (let suspicion = 0; suspicion < 7; suspicion++) {
      for (const diameter of [0, 6, 6.5, 7, 20, 20.5]) {
        const urgencyOf = (mask: number) => {
          const bits = signs.reduce((sum, sign, index) => (mask & (1 << index) ? sum | sign : sum), 0)
          return urgencies[
            dermatology.judge({ bits, choices: [suspicion, option('bodySite', 'chest'), 0], measures: [diameter] })
          ]!
        }
        for (let mask = 0; mask < 128; mask++) {
          for (let added = 1; added < 128; added <<= 1) if (urgencyOf(mask | added) < urgencyOf(mask)) lowered++
        }
      }
    }
    expect(lowered).toBe(0)
  })

  test.each<[string, Answers]>([
    ['R0', { suspicion: 'none', emergency: 'yes' }],
    ['R1', { suspicion: 'merkel_sarcoma' }],
    ['R2', { suspicion: 'keratosis_bowen', palpableNode: 'yes' }],
    ['R3', { suspicion: 'indeterminate', nodularEFG: 'yes' }],
    ['R4', { suspicion: 'scc', rapidGrowth: 'yes', immunosuppression: 'yes' }],
    ['A1', { suspicion: 'bcc', strongConcern: 'yes' }],
    ['A3', { suspicion: 'melanoma', colour: 'yes', diameterMm: 7 }],
    ['A4', { suspicion: 'melanoma', bodySite: 'sole' }],
    ['A6', { suspicion: 'scc', diameterMm: 21 }],
    ['A7', { suspicion: 'melanoma', priorMelanoma: 'yes' }],
    ['B1', { suspicion: 'melanoma', diameterMm: 20 }],
    ['B2', { suspicion: 'scc', diameterMm: 20 }],
    ['A8', { suspicion: 'indeterminate', uglyDuckling: 'yes', immunosuppression: 'yes' }],
    ['B3', { suspicion: 'indeterminate', uglyDuckling: 'yes' }],
    ['B4', { suspicion: 'indeterminate', naeviOver50: 'yes', phototypeI_II: 'yes' }],
    ['C3', { suspicion: 'indeterminate', naeviOver50: 'yes' }],
    ['B5', { suspicion: 'bcc', bodySite: 'nose' }],
    ['C1', { suspicion: 'bcc' }],
    ['D1', { suspicion: 'none', immunosuppression: 'yes', ulceratedOrBleeding: 'yes' }],
  ])('gives %s to a case made for it', (code, answers) => {
    expect(verdictOn(dermatology, lesion(answers)).code).toBe(code)
  })

  test('derives the 7-point score, counting shape once and size from the diameter', () => {
    const score = (answers: Answers) => verdictOn(dermatology, lesion(answers)).score
    expect(score({ asymmetry: 'yes', border: 'yes' })).toBe(2)
    expect(score({ diameterMm: 6.9 })).toBe(0)
    expect(score({ diameterMm: 7 })).toBe(1)
    const everything = Object.fromEntries(dermatology.signs.map((id) => [id, 'yes']))
    expect(score({ ...everything, diameterMm: 30 })).toBe(10)
  })

  test('judges a lesion said not suspicious but bearing an alarm sign as indeterminate, and flags it', () => {
    expect(verdictOn(dermatology, lesion({ suspicion: 'none', uglyDuckling: 'yes' }))).toMatchObject({
      code: 'B3',
      incoherent: true,
    })
    expect(verdictOn(dermatology, lesion({ suspicion: 'none' }))).toMatchObject({ code: 'D1', incoherent: false })
  })

  test('gives several lesions the class of the most urgent, whatever their order', () => {
    const verdicts = [
      verdictOn(dermatology, lesion({ suspicion: 'bcc', colour: 'yes', sizeChange: 'yes' })),
      verdictOn(dermatology, lesion({ suspicion: 'melanoma' })),
      verdictOn(dermatology, lesion({ suspicion: 'none' })),
    ]
    expect(mostUrgent(verdicts)).toMatchObject({ code: 'B1', priorityClass: 'P2', score: 4 })
    expect(mostUrgent(verdicts.toReversed())).toEqual(mostUrgent(verdicts))
  })
})

describe('what is not assessed', () => {
  const floorOf = (answers: Answers) => {
    const verdict = verdictOn(dermatology, answers)
    return urgency(verdict.priorityClass, verdict.redFlag)
  }
  const open = (answers: Answers) => openQuestions(dermatology, answers, floorOf(answers))

  test('blocks when it alone could make the case urgent', () => {
    expect(open(lesion({ strongConcern: 'not_assessed' }))).toEqual(['strongConcern'])
    expect(open(lesion({ suspicion: 'none', emergency: 'not_assessed' }))).toEqual(['emergency'])
  })

  test('blocks when several together could make it urgent', () => {
    expect(open(lesion({ naeviOver50: 'not_assessed', phototypeI_II: 'not_assessed' }))).toEqual([
      'naeviOver50',
      'phototypeI_II',
    ])
    expect(open(lesion({ inflammation: 'not_assessed', oozing: 'not_assessed' }))).toEqual([])
  })

  test('an unmeasured diameter blocks where size decides', () => {
    const unmeasured = lesion({ suspicion: 'scc' })
    delete unmeasured.diameterMm
    expect(open(unmeasured)).toEqual(['diameterMm'])
    const notSuspicious = lesion({ suspicion: 'none' })
    delete notSuspicious.diameterMm
    expect(open(notSuspicious)).toEqual([])
  })

  test('does not block what cannot change the answer', () => {
    expect(open(lesion({ suspicion: 'scc', familyMelanoma: 'not_assessed' }))).toEqual([])
    expect(open(lesion({ palpableNode: 'yes', strongConcern: 'not_assessed' }))).toEqual([])
  })

  test('a case sent without open questions keeps its class whatever the unassessed answers were', () => {
    for (const id of dermatology.signs) {
      for (const suspicion of ['none', 'bcc', 'keratosis_bowen', 'indeterminate', 'scc', 'melanoma']) {
        const answers = lesion({ suspicion, [id]: 'not_assessed' })
        if (open(answers).length > 0) continue
        expect(Math.max(floorOf(answers), 1)).toBe(Math.max(floorOf({ ...answers, [id]: 'yes' }), 1))
      }
    }
  })
})

describe('a second specialty', () => {
  const noSigns = Object.fromEntries(ophthalmology.signs.map((id) => [id, 'no']))

  test('is total, monotone and reaches every code over its whole space', () => {
    const ranks = ophthalmology.protocol.rules.map((rule) => urgency(rule.priorityClass, rule.redFlag))
    const size = 2 ** ophthalmology.signs.length
    const reached = new Set<number>()
    let lowered = 0
    for (let complaint = 0; complaint < ophthalmology.choices[0]!.options.length; complaint++) {
      const here = new Uint8Array(size)
      for (let bits = 0; bits < size; bits++) {
        const rule = ophthalmology.judge({ bits, choices: [complaint, 0], measures: [] })
        reached.add(rule)
        here[bits] = ranks[rule]!
      }
      for (let bits = 0; bits < size; bits++) {
        for (let added = 1; added < size; added <<= 1) if (here[bits | added]! < here[bits]!) lowered++
      }
    }
    expect(lowered).toBe(0)
    expect(reached.size).toBe(ophthalmology.protocol.rules.length)
  })

  test('judges by its own words and delays', () => {
    const verdict = verdictOn(ophthalmology, { ...noSigns, complaint: 'glaucoma', eye: 'left', overdue: 'yes' })
    expect(verdict).toMatchObject({ code: 'B2', priorityClass: 'P2', score: null })
    expect(ophthalmology.protocol.classes.find((one) => one.id === 'P2')!.withinDays).toBe(30)
  })
})

describe('a protocol that is not sound', () => {
  test('is refused when it is not total', () => {
    const rules = dermatology.protocol.rules.slice(0, -1)
    expect(() => compileProtocol({ ...dermatology.protocol, rules })).toThrow('last rule')
  })

  test('is refused when it names what it does not define, or defines a thing by itself', () => {
    const rules = [{ ...dermatology.protocol.rules[0]!, when: { sign: 'unheard' } }, ...dermatology.protocol.rules]
    expect(() => compileProtocol({ ...dermatology.protocol, rules })).toThrow('unheard')
    const named = { ...dermatology.protocol.named, major: { named: 'major' } }
    expect(() => compileProtocol({ ...dermatology.protocol, named })).toThrow('by itself')
  })
})

test('no protocol says a word we never use', () => {
  for (const { protocol } of protocols.all) {
    expect(JSON.stringify(protocol)).not.toMatch(/diagnosti|détect|rassur|malignité|\bIA\b/i)
  }
})
