import type { Compiled } from './compile/compile.ts'
import type { Highs } from './exact/highs.ts'
import { buildModel } from './exact/model.ts'
import { fixedStops } from './rules/pins.ts'
import type { PlacedVisit } from './schedule.ts'

/** Stops that answer every pin and frozen stop together, the cheapest such set; none when nothing is fixed. */
export function stopsForPins(compiled: Compiled, highs: Highs): PlacedVisit[] {
  const ids = new Set(fixedStops(compiled).map((pin) => pin.centreId))
  if (ids.size === 0) return []
  const { model, stops } = buildModel(compiled, {
    hasStop: ({ centre }) => ids.has(compiled.problem.centres[centre]?.id ?? ''),
    hasMove: () => true,
    hasDemand: false,
  })
  return highs.withModel(model.data(highs), (solver) => {
    solver.options.set({ output_flag: false, time_limit: 10 })
    solver.run()
    const values = solver.getSolution().colValue
    return stops.filter((stop) => (values[stop.column] ?? 0) > 0.5).map(({ column: _, ...placed }) => placed)
  })
}
