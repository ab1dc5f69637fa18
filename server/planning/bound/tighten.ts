import { copyOnto, copyPrices, mapPrices, PRICE_NAMES, type Prices, zeroPrices } from './prices.ts'
import type { Relaxation, Stage, Usage } from './relaxation.ts'

/** A descent on the prices, iteration by iteration; the best bound and its prices are kept. */
export type Tightening = {
  /** One step; minus infinity is a score not known yet. */
  readonly step: (bestScore: number, stage: Stage) => number
  /** The prices are written over at the next step that finds a better bound. */
  readonly best: () => { bound: number; prices: Prices }
  /** The prices of the last steps, averaged: none of them is proved, but together they waver less than the best. */
  readonly average: () => Prices
  /** Whether the last iterations still brought the bound down by a share of it worth noticing. */
  readonly isMoving: (share?: number) => boolean
}

const DEFLECTION = 0.7

/** Weight of the newest prices in their running average: about the last thirty steps count. */
const NEWEST = 0.06

/** How steps shorten: the first one, and by how much after so many idle iterations. Measured for sharpness after 30 s at each size. */
export type Pace = {
  readonly agility: number
  readonly patience: number
  readonly shrink: number
  /** What a search still gains on its first plans, and the least gap it ends with, as shares of score and bound. */
  readonly gain: number
  readonly gap: number
}
export const PATIENT: Pace = { agility: 0.6, patience: 25, shrink: 0.75, gain: 0.025, gap: 0.015 }
/** Shorter first steps: far ahead for five seconds where an iteration takes ten milliseconds, and as sharp at the end. */
const CAREFUL: Pace = { ...PATIENT, agility: 0.3 }
export const HURRIED: Pace = { agility: 0.3, patience: 14, shrink: 0.6, gain: 0.045, gap: 0.002 }
/** Units × weeks above which first steps are shorter, and above which an iteration is too slow for patience. */
const CAREFUL_UNIT_WEEKS = 200
const HURRIED_UNIT_WEEKS = 700

function paceFor({ compiled: { unitCount, weekCount } }: Relaxation): Pace {
  const unitWeeks = unitCount * weekCount
  if (unitWeeks > HURRIED_UNIT_WEEKS) return HURRIED
  return unitWeeks > CAREFUL_UNIT_WEEKS ? CAREFUL : PATIENT
}

/** Share of the bound that steps aim at while no plan is known. */
const UNKNOWN_AIM = 0.75

/** What steps aim at: what the search can be expected to reach, so that they are not too long while its plan is still poor. */
function aim(bestScore: number, bound: number, { gain, gap }: Pace): number {
  if (bestScore === Number.NEGATIVE_INFINITY) return bound - (1 - UNKNOWN_AIM) * Math.abs(bound)
  const hoped = bestScore + gain * Math.abs(bestScore)
  return Math.max(bestScore, Math.min(hoped, bound - gap * Math.abs(bound)))
}

/** Share of the bound that thirty steps must bring it down by to be told as moving. */
const NOTICEABLE = 2e-4

/** Limits of the relaxed rules: what a plan may use of each. */
export function limitsOf(relaxation: Relaxation): Prices {
  const { compiled } = relaxation
  return mapPrices(zeroPrices(compiled), (values, name) => {
    if (name === 'patients') return Float64Array.from(compiled.demands.count)
    if (name === 'maxVisits') {
      return Float64Array.from(compiled.problem.centres, (centre) => centre.maxVisits ?? Number.POSITIVE_INFINITY)
    }
    return values.fill(1)
  })
}

/**
 * Deflected subgradient with Polyak steps towards the best plan's score, each kind of price scaled by the size of its rule;
 * after idle iterations the step shrinks and the search restarts from the best prices.
 */
export function tighten(relaxation: Relaxation, start: Prices, pace = paceFor(relaxation)): Tightening {
  const limits = limitsOf(relaxation)
  const stiffness = stiffnessOf(relaxation)
  const prices = copyPrices(start)
  let best = { bound: Number.POSITIVE_INFINITY, prices: copyPrices(start) }
  const average = copyPrices(start)
  let isFresh = true
  let { agility } = pace
  let idle = 0
  const recent: number[] = []

  const direction = zeroPrices(relaxation.compiled)

  /** Turns the direction towards what the last routes overuse; gives its squared length, each price by its stiffness. */
  const turn = (used: Usage): number => {
    let square = 0
    for (const name of PRICE_NAMES) {
      const [values, limit, stiff, along, use] = [
        prices[name],
        limits[name],
        stiffness[name],
        direction[name],
        used[name],
      ]
      const sign = name === 'pins' ? -1 : 1
      const kept = isFresh ? 0 : DEFLECTION
      for (let index = 0; index < values.length; index += 1) {
        if (limit[index] === Number.POSITIVE_INFINITY) continue
        const rising = sign * ((use[index] as number) - (limit[index] as number))
        // At a price of zero, a rule not broken has nothing to give back.
        const slope = rising < 0 && values[index] === 0 ? 0 : rising
        const value = kept * (along[index] as number) + (1 - kept) * slope
        along[index] = value
        if (value !== 0) square += (value * value) / (stiff[index] as number)
      }
    }
    isFresh = false
    return square
  }

  const move = (length: number): void => {
    for (const name of PRICE_NAMES) {
      const [values, stiff, along] = [prices[name], stiffness[name], direction[name]]
      for (let index = 0; index < values.length; index += 1) {
        const change = along[index] as number
        if (change === 0) continue
        values[index] = Math.max(0, (values[index] as number) + (length * change) / (stiff[index] as number))
      }
    }
  }

  const remember = (): void => {
    for (const name of PRICE_NAMES) {
      const [values, kept] = [prices[name], average[name]]
      for (let index = 0; index < values.length; index += 1) {
        const before = kept[index] as number
        kept[index] = before + NEWEST * ((values[index] as number) - before)
      }
    }
  }

  return {
    step(bestScore, stage) {
      const bound = relaxation.bound(prices, stage)
      if (bound < best.bound - 1e-7 * Math.abs(bound)) {
        idle = 0
        best = { bound, prices: copyOnto(best.prices, prices) }
      } else {
        idle += 1
      }
      recent.push(best.bound)
      if (recent.length > 30) recent.shift()
      if (idle >= pace.patience) {
        idle = 0
        // Steps that aim blindly say nothing of how long they should be.
        if (bestScore !== Number.NEGATIVE_INFINITY) agility *= pace.shrink
        copyOnto(prices, best.prices)
        isFresh = true
        relaxation.bound(prices, stage)
      }
      const square = turn(relaxation.usage(prices))
      if (square > 0)
        move((agility * Math.max(bound - aim(bestScore, best.bound, pace), Math.abs(bound) * 1e-5)) / square)
      remember()
      return best.bound
    },
    best: () => best,
    average: () => average,
    isMoving: (share = NOTICEABLE) =>
      recent.length < 30 || (recent[0] as number) - (recent.at(-1) as number) > share * Math.abs(best.bound),
  }
}

/**
 * How stiff each price is: a patient's price ranges from 0 to the patient's value, a cell's to its points, a visit's to
 * what a stop is worth; dividing by this makes one step move all of them alike.
 */
function stiffnessOf(relaxation: Relaxation): Prices {
  const { compiled } = relaxation
  const { demands, coverage } = compiled
  const stop = Math.max(1, medianStopPoints(relaxation))
  return mapPrices(zeroPrices(compiled), (values, name) =>
    values.map((_, index) => {
      if (name === 'patients')
        return Math.max(0.05, demands.count[index] as number) / Math.max(1e-3, demands.value[index] as number)
      if (name === 'coverage') return 1 / Math.max(1e-6, coverage.points[index] as number)
      if (name === 'departments') return 1 / Math.max(1e-3, compiled.departmentPoints[index] as number)
      return 1 / (0.3 * stop)
    }),
  )
}

function medianStopPoints(relaxation: Relaxation): number {
  relaxation.bound(zeroPrices(relaxation.compiled), 'cheapest_legs')
  const points = [...relaxation.slotPoints].sort((a, b) => a - b)
  return points[Math.floor(points.length / 2)] ?? 1
}
