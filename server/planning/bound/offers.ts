import type { Compiled } from '../compile/compile.ts'
import type { Visit } from '../compile/visits.ts'

/** Demands of one centre that share a time window. */
export type Group = {
  readonly centre: number
  readonly from: number
  readonly until: number
  readonly demands: Int32Array
}

/** Stops of one slot that can see the same groups, by rising number of places. */
export type Offer = {
  readonly groups: Int32Array
  readonly visits: readonly Visit[]
  readonly visitIndex: readonly number[]
}

/**
 * The possible stops of a kind of unit at a centre in a week, as offers. `isSplit`: some window opens or closes inside one
 * of its stops, so that days matter; `groups` are all those its stops can see.
 */
export type Slot = {
  readonly kind: number
  readonly centre: number
  readonly week: number
  readonly offers: readonly Offer[]
  readonly groups: Int32Array
  readonly isSplit: boolean
}

export type Offers = {
  readonly groups: readonly Group[]
  /** Slots that hold at least one possible stop. */
  readonly slots: readonly Slot[]
  /** `(kind × centreCount + centre) × weekCount + week` → index in `slots`, or −1. */
  readonly slotAt: Int32Array
}

/** Arranges who could be seen at each possible stop, so that prices can value every stop quickly. */
export function arrangeOffers(compiled: Compiled): Offers {
  const { demands, calendar, centreCount, weekCount } = compiled
  const keys = Array.from({ length: centreCount }, () => new Map<number, number[]>())
  const span = weekCount * 7 + 8
  for (let demand = 0; demand < demands.size; demand += 1) {
    const from = Math.max(demands.fromDay[demand] as number, 0)
    const until = Math.min(demands.untilDay[demand] as number, calendar.lastDay)
    if (until < from || (demands.value[demand] as number) <= 0) continue
    for (const centre of demands.centresOfCell[demands.cell[demand] as number] as readonly number[]) {
      const byKey = keys[centre] as Map<number, number[]>
      const list = byKey.get(from * span + until)
      if (list === undefined) byKey.set(from * span + until, [demand])
      else list.push(demand)
    }
  }
  const groups: Group[] = []
  const groupsOfCentre = keys.map((byKey, centre) =>
    [...byKey].map(([key, list]) => {
      groups.push({ centre, from: Math.floor(key / span), until: key % span, demands: Int32Array.from(list) })
      return groups.length - 1
    }),
  )
  const slots: Slot[] = []
  const slotAt = new Int32Array(compiled.visits.length).fill(-1)
  for (const [index, visits] of compiled.visits.entries()) {
    if (visits.length === 0) continue
    const week = index % weekCount
    const centre = Math.floor(index / weekCount) % centreCount
    const here = (groupsOfCentre[centre] as number[]).filter((group) =>
      overlaps(groups[group] as Group, week * 7, week * 7 + 6),
    )
    slotAt[index] = slots.length
    const isSplit = here.some((group) => visits.some((visit) => cuts(groups[group] as Group, visit)))
    const kind = Math.floor(index / weekCount / centreCount)
    slots.push({ kind, centre, week, offers: offersOf(groups, here, visits), groups: Int32Array.from(here), isSplit })
  }
  return { groups, slots, slotAt }
}

const overlaps = (group: Group, first: number, last: number): boolean => group.from <= last && group.until >= first

const cuts = (group: Group, visit: Visit): boolean =>
  overlaps(group, visit.firstDay, visit.lastDay) && (group.from > visit.firstDay || group.until < visit.lastDay)

function offersOf(groups: readonly Group[], here: readonly number[], visits: readonly Visit[]): Offer[] {
  const byGroups = new Map<string, { groups: Int32Array; indices: number[] }>()
  for (const [index, visit] of visits.entries()) {
    const seeing = here.filter((group) => overlaps(groups[group] as Group, visit.firstDay, visit.lastDay))
    const key = seeing.join(',')
    const found = byGroups.get(key)
    if (found === undefined) byGroups.set(key, { groups: Int32Array.from(seeing), indices: [index] })
    else found.indices.push(index)
  }
  return [...byGroups.values()].map(({ groups: seeing, indices }) => {
    const visitIndex = indices.sort((a, b) => (visits[a] as Visit).places - (visits[b] as Visit).places)
    return { groups: seeing, visitIndex, visits: visitIndex.map((index) => visits[index] as Visit) }
  })
}

/** Whether two slots of a centre can see the same patients, with the same places day by day. */
export function areTwins(a: Slot, b: Slot): boolean {
  if (a.kind !== b.kind || a.centre !== b.centre || a.isSplit || b.isSplit || a.offers.length !== b.offers.length)
    return false
  return a.offers.every((offer, each) => {
    const other = b.offers[each] as Offer
    return (
      offer.visits.length === other.visits.length &&
      offer.groups.length === other.groups.length &&
      offer.groups.every((group, index) => group === other.groups[index]) &&
      offer.visits.every((visit, index) => {
        const twin = other.visits[index] as Visit
        return visit.places === twin.places && visit.dayPlaces.length === twin.dayPlaces.length
      })
    )
  })
}
