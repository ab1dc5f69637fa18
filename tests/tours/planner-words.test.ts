import { describe, expect, it } from 'vitest'
import { mobilderm } from '../../server/demo/mobilderm.ts'
import { WORDED_CODES } from '../../server/planning/wording.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import { PlanRates } from '../../shared/plan.ts'
import { ProposalRequest } from '../../shared/proposal.ts'
import { LocalDate } from '../../shared/time.ts'
import { en } from '../../web/i18n/planner-reasons.en.ts'
import { fr } from '../../web/i18n/planner-reasons.fr.ts'
import { advance, redo, startHistory, undo } from '../../web/planner/edit-history.ts'
import { faultsOf, type ProposalFields, requestOf, startingFields } from '../../web/planner/proposal-form-state.ts'
import { wordReason } from '../../web/planner/wording.ts'

const nameOf = (id: string) => (id === 'a' ? 'Ajain' : id)
const today = LocalDate.parse('2026-01-19')

describe('the planner’s reasons', () => {
  it.each([...WORDED_CODES])('%s is a sentence in both languages', (code) => {
    for (const reasons of [fr, en]) {
      const sentence = reasons[code]?.({ centre: 'Ajain', total: '2', points: '3', date: 'x', first: 'x', rule: 'x' })
      expect(sentence).toMatch(/^\S.*[.!]$|^[^:]+: .+$/)
    }
  })

  it('name centres, dates and rules instead of showing identifiers', () => {
    expect(wordReason({ code: 'next_possible_day', facts: { centreId: 'a', date: '2026-03-04' } }, nameOf)).toBe(
      'Prochain jour possible : mercredi 4\u00a0mars à Ajain.',
    )
    expect(wordReason({ code: 'relax_rule', facts: { rule: 'public_holiday' } }, nameOf)).toContain('Jour férié')
    const late = { code: 'stop_on_another_day', facts: { centreId: 'a', date: '2026-03-04', daysLate: 5 } }
    expect(wordReason(late, nameOf)).toBe(
      'Une étape à Ajain dès le mercredi 4\u00a0mars : celle de cette tournée vient 5 jours trop tard.',
    )
    const over = { code: 'changes_over_limit', facts: { changed: 1, limit: 0 } }
    expect(wordReason(over, nameOf)).toMatch(/^1 étape publiée changée, pour 0 permise :/)
  })
})

describe('the form of a proposal', () => {
  it('starts on the three whole months to come', () => {
    expect(startingFields([mobilderm.unitId], today)).toMatchObject({ from: '2026-02-01', to: '2026-04-30' })
    expect(startingFields([mobilderm.unitId], LocalDate.parse('2026-11-21'))).toMatchObject({
      from: '2026-12-01',
      to: '2027-02-28',
    })
  })

  it('begins with the centres its address names, and with all of them otherwise', () => {
    const ajain = '00023002-0000-4000-8000-000000023002' as HostCentreId
    const asked = startingFields([mobilderm.unitId], today, [ajain])
    expect(requestOf(asked, PlanRates.parse({})).centreIds).toEqual([ajain])
    expect(requestOf(startingFields([mobilderm.unitId], today), PlanRates.parse({})).centreIds).toBeNull()
  })

  it('asks what the server accepts, leaving empty lines out', () => {
    const empty = { centreId: '' as const, from: '', to: '' }
    const fields = {
      ...startingFields([mobilderm.unitId], today),
      pins: [empty],
      bans: [{ ...empty, from: '2026-03-02' }],
    }
    const request = ProposalRequest.parse(requestOf(fields, PlanRates.parse({})))
    expect(request.pins).toEqual([])
    expect(request.bans).toEqual([{ centreId: null, during: { from: '2026-03-02', to: '2026-03-02' } }])
  })

  it('names every fault at once', () => {
    const fields = startingFields([mobilderm.unitId], today)
    const faults = (change: Partial<ProposalFields>) => [...faultsOf({ ...fields, ...change })]
    expect(faults({})).toEqual([])
    expect(faults({ to: '2026-01-01' })).toEqual(['horizon'])
    expect(faults({ centres: 'some' })).toEqual(['centres'])
    expect(faults({ unitIds: [], rates: { P1: '-3' } })).toEqual(['unit', 'rates'])
    expect(faults({ minDays: '4', maxDays: '2', seconds: '' })).toEqual(['days', 'seconds'])
    const reversed = { centreId: '' as const, from: '2026-03-02', to: '2026-03-01' }
    expect(faults({ pins: [{ ...reversed, to: '' }], bans: [reversed] })).toEqual(['pins', 'bans'])
    expect(faults({ bans: [{ ...reversed, from: '' }] })).toEqual(['bans'])
  })

  it('keeps the rates offered but for those typed, and limits changes only where changes are allowed', () => {
    const offered = PlanRates.parse({})
    const fields = {
      ...startingFields([mobilderm.unitId], today),
      rates: { P2: '6', perKilometre: '0,05' },
      maxChangedStops: '5',
    }
    const { rates, maxChangedStops } = requestOf(fields, offered)
    expect(rates).toEqual({ ...offered, seenInTime: { ...offered.seenInTime, P2: 6 }, perKilometre: 0.05 })
    expect(maxChangedStops).toBeNull()
    expect(requestOf({ ...fields, published: 'nearby' }, offered).maxChangedStops).toBe(5)
  })
})

describe('undo', () => {
  it('goes back and forth, and forgets what was undone once something else is done', () => {
    const two = advance(advance(startHistory('a'), 'b'), 'c')
    expect(undo(two).present).toBe('b')
    expect(redo(undo(two)).present).toBe('c')
    expect(redo(advance(undo(two), 'd')).present).toBe('d')
    expect(undo(startHistory('a')).present).toBe('a')
  })
})
