import { z } from 'zod'
import { ErrorBand } from '../../../shared/travel.ts'

const positive = z.number().positive()
const atLeastZero = z.number().min(0)

/**
 * `data/travel-parameters.json`: how fast the settlement network is driven. A pace is seconds per kilometre as the crow
 * flies between two neighbours. Found by `data/fit-travel.ts`, which also records the errors.
 */
export const SettlementParameters = z.object({
  about: z.string(),
  dataDate: z.iso.date(),
  pace: z.object({
    /** A local road in flat, empty country, four kilometres long. */
    local: positive,
    /** Exponent of length: longer links are better roads. */
    length: atLeastZero,
    /** Added share of pace per unit of the logarithm of people around. */
    density: atLeastZero,
    /** Added share of pace for a slope of 10 %. */
    slope: atLeastZero,
    /** Least seconds per metre up or down between two neighbours: hairpins are as long as the hill is high. */
    climb: atLeastZero,
    /** Added share of pace for villages around standing 100 m higher or lower per kilometre. */
    relief: atLeastZero,
    motorway: positive,
    expressway: positive,
  }),
  /** Main roads between towns of at least so many people, least first: their pace as a share of the local one. */
  mainRoads: z.array(z.object({ people: positive, pace: positive.max(1) })),
  /** Seconds to pass a settlement, and more per unit of the logarithm of its people. */
  crossing: z.object({ base: atLeastZero, people: atLeastZero }),
  /** Between a fast road's junction and the middle of the place it serves. */
  ramp: z.object({
    seconds: atLeastZero,
    /** More per unit of the logarithm of the place's people. */
    people: atLeastZero,
    /** Farthest place a junction serves. */
    metres: positive,
    places: z.int().positive(),
    /** Junctions between two listed towns: at least so far apart, at places at most so far from the line. */
    everyMetres: positive,
    asideMetres: positive,
  }),
  /** From a point to the settlements around it: share of the local pace, seconds in its own streets, farthest settlement. */
  access: z.object({ pace: positive, seconds: atLeastZero, metres: positive }),
  /** Metres driven per metre as the crow flies. */
  detour: z.object({ local: positive, relief: atLeastZero, fast: positive }),
  /** Longest link between neighbours. */
  longestLinkMetres: positive,
  /** [P] A truck's time as a share of a car's. */
  truck: z.object({ local: positive, fast: positive }),
  errorBand: ErrorBand,
  /** Printed by the fit: name of the comparison to its figures. */
  errors: z.record(z.string(), z.record(z.string(), z.number())),
})
export type SettlementParameters = z.infer<typeof SettlementParameters>
