import type { Compiled } from '../compile/compile.ts'
import type { PlacedVisit } from '../schedule.ts'
import type { LinearModel, RowEntries } from './linear-model.ts'
import type { MergedDemand } from './merged-demands.ts'

type Stop = PlacedVisit & { readonly column: number }

/** Where the model keeps its patients, so that a known filling can be written into it. */
export type PatientColumns = {
  /** The column of a merged demand's patients seen at a centre in a week; undefined where they are covered as a whole. */
  readonly columnOf: (demand: number, centre: number, week: number) => number | undefined
  /** Columns from 0 to 1 of patients seen whole as soon as one of these stops stands. */
  readonly shared: readonly { readonly column: number; readonly stops: readonly number[] }[]
}

/** One demand at the stops of a centre in a week, its window cut to the week. */
type Guest = { readonly demand: number; readonly from: number; readonly until: number; readonly count: number }

const INFINITE = Number.POSITIVE_INFINITY

/**
 * Patients: each counted once, seen only at a stop that stands inside their window (strong links), within its places.
 * Where all who could come fit whatever the stop, places need no rows, and demands with the same stops become one column.
 */
export function addPatients(
  compiled: Compiled,
  model: LinearModel,
  stops: readonly Stop[],
  merged: readonly MergedDemand[],
): PatientColumns {
  const { weekCount } = compiled
  const stopsAt = new Map<number, Stop[]>()
  for (const stop of stops) {
    const slot = stop.centre * weekCount + stop.week
    const list = stopsAt.get(slot)
    if (list === undefined) stopsAt.set(slot, [stop])
    else list.push(stop)
  }
  const guestsAt = new Map<number, Guest[]>()
  for (const [demand, { cell, from, until, count }] of merged.entries()) {
    for (const centre of compiled.demands.centresOfCell[cell] as readonly number[]) {
      for (let week = Math.floor(from / 7); week <= Math.floor(until / 7); week += 1) {
        const slot = centre * weekCount + week
        const guest = { demand, from: Math.max(from, week * 7), until: Math.min(until, week * 7 + 6), count }
        if (!stopsAt.get(slot)?.some((stop) => placesWithin(stop, guest.from, guest.until) > 0)) continue
        const list = guestsAt.get(slot)
        if (list === undefined) guestsAt.set(slot, [guest])
        else list.push(guest)
      }
    }
  }
  const isAmple = new Set<number>()
  for (const [slot, guests] of guestsAt) {
    if ((stopsAt.get(slot) as Stop[]).every((stop) => seatsAll(stop, guests))) isAmple.add(slot)
  }

  const own = new Map<string, number>()
  const scarce = new Map<number, (Guest & { column: number })[]>()
  const everywhere = merged.map((): RowEntries => [])
  const ampleStops = merged.map((): number[] => [])
  for (const [slot, guests] of guestsAt) {
    const here = stopsAt.get(slot) as Stop[]
    for (const guest of guests) {
      const seeing = here.filter((stop) => placesWithin(stop, guest.from, guest.until) > 0)
      if (isAmple.has(slot)) {
        for (const stop of seeing) ampleStops[guest.demand]?.push(stop.column)
        continue
      }
      const column = model.column((merged[guest.demand] as MergedDemand).value, guest.count, false)
      own.set(`${guest.demand}|${slot}`, column)
      everywhere[guest.demand]?.push([column, 1])
      const links = seeing.map((stop): [number, number] => [
        stop.column,
        -Math.min(guest.count, placesWithin(stop, guest.from, guest.until)),
      ])
      model.row(-INFINITE, 0, [[column, 1], ...links])
      const list = scarce.get(slot) ?? []
      list.push({ ...guest, column })
      scarce.set(slot, list)
    }
  }
  const shared = addCovered(model, merged, everywhere, ampleStops, own, guestsAt, isAmple)
  for (const [slot, guests] of scarce) addPlaceRows(model, stopsAt.get(slot) as Stop[], guests)
  return { shared, columnOf: (demand, centre, week) => own.get(`${demand}|${centre * weekCount + week}`) }
}

/** Demands at ample stops: alone there, as a share of one column per set of stops; else a column beside their others. */
function addCovered(
  model: LinearModel,
  merged: readonly MergedDemand[],
  everywhere: readonly RowEntries[],
  ampleStops: readonly (readonly number[])[],
  own: Map<string, number>,
  guestsAt: ReadonlyMap<number, readonly Guest[]>,
  isAmple: ReadonlySet<number>,
) {
  const byStops = new Map<string, { points: number; stops: readonly number[] }>()
  const besides = new Map<number, number>()
  for (const [demand, { value, count }] of merged.entries()) {
    const stops = ampleStops[demand] as readonly number[]
    const columns = everywhere[demand] as RowEntries
    if (stops.length === 0) {
      if (columns.length > 1) model.row(-INFINITE, count, columns)
    } else if (columns.length === 0) {
      const key = stops.join(',')
      const group = byStops.get(key)
      if (group === undefined) byStops.set(key, { points: value * count, stops })
      else group.points += value * count
    } else {
      const column = model.column(value, count, false)
      besides.set(demand, column)
      model.row(-INFINITE, 0, [[column, 1], ...stops.map((stop): [number, number] => [stop, -count])])
      model.row(-INFINITE, count, [...columns, [column, 1]])
    }
  }
  for (const [slot, guests] of guestsAt) {
    if (!isAmple.has(slot)) continue
    for (const { demand } of guests) {
      const column = besides.get(demand)
      if (column !== undefined) own.set(`${demand}|${slot}`, column)
    }
  }
  return [...byStops.values()].map(({ points, stops }) => {
    const column = model.column(points, 1, false)
    model.row(-INFINITE, 0, [[column, 1], ...stops.map((stop): [number, number] => [stop, -1])])
    return { column, stops }
  })
}

/** Whether a stop seats everyone who could come to it, whoever they are (Hall, over runs of its days). */
function seatsAll(stop: Stop, guests: readonly Guest[]): boolean {
  const { firstDay, lastDay } = stop.visit
  for (let from = firstDay; from <= lastDay; from += 1) {
    for (let until = from; until <= lastDay; until += 1) {
      let waiting = 0
      for (const guest of guests) {
        if (guest.from > lastDay || guest.until < firstDay) continue
        if (Math.max(guest.from, firstDay) >= from && Math.min(guest.until, lastDay) <= until) waiting += guest.count
      }
      if (waiting > placesWithin(stop, from, until)) return false
    }
  }
  return true
}

/** Rows of places where they may run short: one for every run of days that windows can tell apart. */
function addPlaceRows(
  model: LinearModel,
  here: readonly Stop[],
  guests: readonly (Guest & { column: number })[],
): void {
  for (const from of new Set(guests.map((guest) => guest.from))) {
    for (const until of new Set(guests.map((guest) => guest.until))) {
      const within = guests.filter((guest) => guest.from >= from && guest.until <= until)
      if (within.length < 2) continue
      const links = here.map((stop): [number, number] => [stop.column, -placesWithin(stop, from, until)])
      model.row(-INFINITE, 0, [...within.map((guest): [number, number] => [guest.column, 1]), ...links])
    }
  }
}

/** Places a stop gives on the days from `from` to `until`. */
export function placesWithin({ visit }: PlacedVisit, from: number, until: number): number {
  return visit.dayPlaces.reduce((sum, places, offset) => {
    const day = visit.firstDay + offset
    return day >= from && day <= until ? sum + places : sum
  }, 0)
}
