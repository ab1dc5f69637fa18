import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { InseeCode } from '../../shared/geo.ts'
import { HostCentre, WeekHours } from '../../shared/host-centre.ts'
import { LocalDate } from '../../shared/time.ts'

const HostCentresFile = z.object({
  assumedOpeningHours: z.object({ days: WeekHours }),
  centres: z.array(
    HostCentre.omit({ openingHoursAssumed: true, openingHours: true }).extend({ openingHours: WeekHours.nullable() }),
  ),
})

const PilotTourFile = z.object({
  stops: z.array(z.object({ communeInsee: InseeCode, from: LocalDate, to: LocalDate })).min(1),
})

/** A stop of the pilot tour: the commune of its host centre, first and last day. */
export type PilotStop = z.infer<typeof PilotTourFile>['stops'][number]

/**
 * Reads and checks `host-centres.json`: the identified centres, in no order. A centre whose hours are not known gets
 * `assumedHours` (default: the file's, itself an assumption) and says so in `openingHoursAssumed`.
 */
export function loadHostCentres(
  dataFolder: string = join(process.cwd(), 'data'),
  assumedHours?: WeekHours,
): HostCentre[] {
  const file = HostCentresFile.parse(read(dataFolder, 'host-centres.json'))
  return file.centres.map((centre) =>
    HostCentre.parse({
      ...centre,
      openingHours: centre.openingHours ?? assumedHours ?? file.assumedOpeningHours.days,
      openingHoursAssumed: centre.openingHours === null,
    }),
  )
}

/** Reads and checks `pilot-tour.json`: the announced stops of the pilot, in order. */
export function loadPilotTour(dataFolder: string = join(process.cwd(), 'data')): PilotStop[] {
  return PilotTourFile.parse(read(dataFolder, 'pilot-tour.json')).stops
}

const read = (dataFolder: string, name: string): unknown => JSON.parse(readFileSync(join(dataFolder, name), 'utf8'))
