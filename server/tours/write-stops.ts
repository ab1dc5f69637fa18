import type { SessionId, StopId, TourId, UnitId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import type { Ports } from '../ports.ts'
import type { Transaction } from '../store/database.ts'
import { readChecklistTemplate } from './checklist-template-store.ts'
import { newChecklist } from './readiness.ts'
import { syncChecklist } from './readiness-store.ts'
import type { DatedSession, StopDates } from './sessions.ts'
import type { LaidStop } from './stop-edits.ts'
import { deleteDaysOutside, deletePlannedStop, insertStop, replaceSessions, updateStop } from './stop-store.ts'

type Writing = { readonly tourId: TourId; readonly unitId: UnitId; readonly now: Instant }

/** Makes the stops of a draft those laid out: adds, changes, removes; sessions and checklists follow. */
export async function writeStops(
  trx: Transaction,
  { newId }: Pick<Ports, 'newId'>,
  writing: Writing,
  before: readonly StopSummary[],
  laid: readonly LaidStop[],
): Promise<void> {
  const kept = new Set(laid.map(({ edit }) => edit.stopId))
  for (const stop of before) if (!kept.has(stop.stopId)) await deletePlannedStop(trx, stop.stopId)
  for (const [position, { edit, sessions }] of laid.entries()) {
    const { firstDay, lastDay, pinned } = edit
    const stopId = edit.stopId ?? (newId() as StopId)
    if (edit.stopId === null) {
      const { tourId, unitId } = writing
      await insertStop(trx, { stopId, tourId, unitId, centreId: edit.centreId, position, firstDay, lastDay, pinned })
    } else {
      await updateStop(trx, stopId, { firstDay, lastDay, pinned, position })
    }
    await rewriteDays(trx, { newId }, { stopId, unitId: writing.unitId }, edit, sessions, writing.now)
  }
}

/** Gives a stop the sessions of its days; roster and checklist lose the days and nights that are no more. */
export async function rewriteDays(
  trx: Transaction,
  { newId }: Pick<Ports, 'newId'>,
  { stopId, unitId }: { stopId: StopId; unitId: UnitId },
  { firstDay, lastDay }: StopDates,
  sessions: readonly DatedSession[],
  now: Instant,
): Promise<void> {
  await replaceSessions(
    trx,
    stopId,
    sessions.map((session) => ({ ...session, sessionId: newId() as SessionId })),
  )
  await deleteDaysOutside(trx, stopId, firstDay, lastDay)
  const template = await readChecklistTemplate(trx, unitId)
  await syncChecklist(trx, stopId, newChecklist(firstDay, lastDay, template), { now, newId })
}
