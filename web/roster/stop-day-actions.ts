import type { OpenDay } from '../../shared/roster.ts'
import { api, call } from '../api.ts'
import { formatDate } from '../format.ts'
import type { fr } from '../i18n/roster.fr.ts'
import { showToast } from '../ui/toast.tsx'

type Text = typeof fr

/** Signs the specialist up for a day and says so, or says why not. The toast takes it back. */
export async function signUp(day: OpenDay, t: Text, onChanged: () => Promise<void>): Promise<void> {
  const answer = await call(api.api.stops[':stopId'].days.$post({ param: of(day), json: { date: day.date } }))
  if (answer.ok) {
    const text = t.signedUp(formatDate(day.date), day.stop.centreName)
    showToast({ text, undo: () => void withdraw(day, t, onChanged) })
  } else showToast({ text: answer.problem.message, tone: 'error' })
  await onChanged()
}

/** Takes the specialist off a day and says so. The toast signs them up again. */
export async function withdraw(day: OpenDay, t: Text, onChanged: () => Promise<void>): Promise<void> {
  const answer = await call(api.api.stops[':stopId'].days.$delete({ param: of(day), json: { date: day.date } }))
  if (answer.ok) {
    const text = t.withdrawn(formatDate(day.date), day.stop.centreName)
    showToast({ text, tone: 'info', undo: () => void signUp(day, t, onChanged) })
  } else showToast({ text: answer.problem.message, tone: 'error' })
  await onChanged()
}

/** Puts the specialist on the waiting list of a day they cannot take yet, or takes them off it, and says so. */
export async function waitFor(
  day: OpenDay,
  isWaiting: boolean,
  t: Text,
  onChanged: () => Promise<void>,
): Promise<void> {
  const request = { param: of(day), json: { date: day.date } }
  const route = api.api.stops[':stopId'].volunteers
  const answer = await call(isWaiting ? route.$post(request) : route.$delete(request))
  const said = isWaiting ? t.nowWaiting : t.noLongerWaiting
  if (answer.ok) showToast({ text: said(formatDate(day.date), day.stop.centreName) })
  else showToast({ text: answer.problem.message, tone: 'error' })
  await onChanged()
}

const of = (day: OpenDay) => ({ stopId: day.stop.stopId })
