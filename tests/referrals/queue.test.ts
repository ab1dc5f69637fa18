import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareInQueue, orderQueue, type Ranked, rankReason } from '../../server/referrals/queue.ts'
import type { ReferralId } from '../../shared/ids.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'

// Few values per criterion, so that ties are the rule and every criterion gets to decide.
const ranked: fc.Arbitrary<Ranked> = fc.record({
  priorityClass: fc.constantFrom('P1', 'P2', 'P3', 'P4'),
  deadline: fc.constantFrom(null, '2026-02-01' as LocalDate, '2026-02-02' as LocalDate),
  majorRisk: fc.boolean(),
  score: fc.integer({ min: 0, max: 2 }),
  sentAt: fc.constantFrom('2026-01-01T08:00:00.000Z' as Instant, '2026-01-01T09:00:00.000Z' as Instant),
  referralId: fc.uuid() as fc.Arbitrary<string> as fc.Arbitrary<ReferralId>,
})
const queue = fc.uniqueArray(ranked, { selector: (one) => one.referralId, maxLength: 40 })

test('the order of a queue is the same whatever the order of insertion', () => {
  fc.assert(
    fc.property(
      queue.chain((entries) =>
        fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
      ),
      ([entries, shuffled]) => {
        expect(orderQueue(shuffled)).toEqual(orderQueue(entries))
      },
    ),
    { numRuns: 500 },
  )
})

test('the order is total: no two referrals tie, and it is antisymmetric and transitive', () => {
  fc.assert(
    fc.property(ranked, ranked, ranked, (one, other, third) => {
      fc.pre(new Set([one.referralId, other.referralId, third.referralId]).size === 3)
      expect(Math.sign(compareInQueue(one, other))).toBe(-Math.sign(compareInQueue(other, one)))
      expect(compareInQueue(one, other)).not.toBe(0)
      if (compareInQueue(one, other) < 0 && compareInQueue(other, third) < 0)
        expect(compareInQueue(one, third)).toBeLessThan(0)
    }),
    { numRuns: 2000 },
  )
})

test('each rank says which criterion put it after the one before', () => {
  const base: Ranked = {
    priorityClass: 'P2',
    deadline: '2026-02-01' as LocalDate,
    majorRisk: true,
    score: 3,
    sentAt: '2026-01-01T08:00:00.000Z' as Instant,
    referralId: '00000000-0000-4000-8000-000000000001' as ReferralId,
  }
  const ordered = orderQueue<Ranked>([
    { ...base, priorityClass: 'P3', deadline: null },
    { ...base, deadline: '2026-02-03' as LocalDate },
    { ...base, majorRisk: false },
    { ...base, score: 2 },
    { ...base, sentAt: '2026-01-02T08:00:00.000Z' as Instant },
    { ...base, referralId: '00000000-0000-4000-8000-000000000002' as ReferralId },
    base,
  ])
  expect(ordered.map((entry, index) => rankReason(entry, ordered[index - 1]))).toEqual([
    'first',
    'identifier',
    'sent_at',
    'score',
    'major_risk',
    'deadline',
    'priority_class',
  ])
})

test('a referral without a deadline comes after those of its class that have one', () => {
  fc.assert(
    fc.property(ranked, ranked, (one, other) => {
      const dated = { ...one, priorityClass: 'P3' as const, deadline: '2026-02-02' as LocalDate }
      const open = { ...other, priorityClass: 'P3' as const, deadline: null }
      expect(compareInQueue(dated, open)).toBeLessThan(0)
    }),
  )
})
