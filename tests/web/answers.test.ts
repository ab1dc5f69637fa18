import { describe, expect, it } from 'vitest'
import type { Question } from '../../shared/protocol.ts'
import { summariseAnswers } from '../../web/roster/answers.ts'

const words = (text: string) => ({ fr: text, en: `${text} (en)` })
const base = { scope: 'lesion', group: 'lesion', required: false } as const
const QUESTIONS: Question[] = [
  { ...base, kind: 'choice', id: 'site', label: words('Siège'), options: [{ id: 'arm', label: words('Bras') }] },
  { ...base, kind: 'measure', id: 'size', label: words('Diamètre'), unit: 'mm', maximum: 300 },
  { ...base, kind: 'sign', id: 'border', label: words('Bord') },
  { ...base, kind: 'sign', id: 'colour', label: words('Couleur') },
  { ...base, kind: 'sign', id: 'node', label: words('Ganglion') },
]

describe('what answers say', () => {
  it('names facts with their value, signs present, and signs nobody assessed', () => {
    const answers = { site: 'arm', size: 7, border: 'yes', colour: 'no', node: 'not_assessed' }
    expect(summariseAnswers(answers, QUESTIONS)).toEqual({
      facts: [
        { label: words('Siège'), value: words('Bras') },
        { label: words('Diamètre'), value: { fr: '7\u00a0mm', en: '7\u00a0mm' } },
      ],
      present: [words('Bord')],
      notAssessed: [words('Ganglion')],
    })
  })

  it('never shows a sign not assessed as absent nor as present', () => {
    const summary = summariseAnswers({ node: 'not_assessed' }, QUESTIONS)
    expect(summary.present).toEqual([])
    expect(summary.notAssessed).toHaveLength(1)
  })

  it('leaves out what was not asked and what the protocol no longer knows', () => {
    expect(summariseAnswers({ site: 'elbow', other: 'yes' }, QUESTIONS)).toEqual({
      facts: [],
      present: [],
      notAssessed: [],
    })
  })
})
