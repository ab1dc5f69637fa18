import type { StopDetail } from '../../shared/tour-view.ts'
import { formatCount } from '../format.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { PriorityBadge } from '../priority-badge.tsx'

/** Patients a stop can see, by class: waiting within reach, in time, with a place. Counts, never a person. */
export function DemandSection({ detail: { stop, demand, demandReachMinutes } }: { detail: StopDetail }) {
  const t = useText(fr, en)
  const isEmpty = demand.every((line) => line.waiting === 0)
  return (
    <div class="stack-tight">
      <h3>{t.demand}</h3>
      <p class="figures">{t.capacity(stop.places, stop.staffing.length)}</p>
      {isEmpty ? (
        <p class="soft">{t.noDemand}</p>
      ) : (
        <table class="compact-table figures">
          <caption class="visually-hidden">{t.demand}</caption>
          <thead>
            <tr>
              {[t.demandClass, t.demandWaiting, t.demandInTime, t.demandSeen].map((header) => (
                <th key={header} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {demand.map((line) => (
              <tr key={line.priorityClass}>
                <th scope="row">
                  <PriorityBadge priorityClass={line.priorityClass} />
                </th>
                <td>{formatCount(line.waiting)}</td>
                <td>{formatCount(line.inTime)}</td>
                <td>{formatCount(line.seen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="soft small">{t.demandReach(demandReachMinutes)}</p>
    </div>
  )
}
