import type { Compiled } from '../compile/compile.ts'
import { answersPin, fixedStops } from '../rules/pins.ts'
import type { Offers } from './offers.ts'

/** A stop of a slot that answers a pin. */
export type PinnedVisit = { readonly pin: number; readonly offer: number; readonly visit: number }

/** For each slot, its stops that answer a pin or a frozen stop. */
export function pinsBySlot(compiled: Compiled, offers: Offers): ReadonlyMap<number, readonly PinnedVisit[]> {
  const pins = fixedStops(compiled)
  const bySlot = new Map<number, PinnedVisit[]>()
  if (pins.length === 0) return bySlot
  for (const [index, slot] of offers.slots.entries()) {
    const unit = compiled.kindOfUnit.indexOf(slot.kind)
    for (const [offerIndex, offer] of slot.offers.entries()) {
      for (const [visitIndex, visit] of offer.visits.entries()) {
        for (const [pin, wanted] of pins.entries()) {
          if (!answersPin(compiled, { unit, centre: slot.centre, week: slot.week, visit }, wanted)) continue
          const list = bySlot.get(index) ?? []
          list.push({ pin, offer: offerIndex, visit: visitIndex })
          bySlot.set(index, list)
        }
      }
    }
  }
  return bySlot
}
