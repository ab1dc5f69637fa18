import { shortDate } from '../../shared/days.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import { api, call } from '../api.ts'
import { formatCount, formatShare } from '../format.ts'
import { en } from '../i18n/needs.en.ts'
import { fr } from '../i18n/needs.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'

/** Whether a stop stands in an underserved area, and the share of those areas' residents it brings within reach. Nothing when no area is loaded. */
export function UnderservedSection({ centreId, band }: { centreId: HostCentreId; band: number }) {
  const t = useText(fr, en)
  const query = { centres: centreId as string }
  const reach = valueIn(useLoad(() => call(api.api.needs.underserved.reach.$get({ query })), [centreId]))
  const centre = reach?.centres[0]
  if (!reach?.layer || !centre) return null
  const { name, source, date, population } = reach.layer
  const residents = centre.bands.find(({ minutes }) => minutes === band)?.residents ?? 0
  return (
    <div class="stack-tight">
      <h3>{t.stopTitle}</h3>
      <p>{centre.isInside ? <strong>{t.inside(centre.area)}</strong> : t.outside}</p>
      <p>{t.residents(formatCount(residents), band, formatShare(population === 0 ? 0 : residents / population))}</p>
      <p class="soft small">{t.layerName(name, source, shortDate(date))}</p>
    </div>
  )
}

/** Residents of underserved areas each of two lists of centres brings within `minutes`; null while unknown or none is loaded. */
export function useUnderservedResidents(
  left: readonly HostCentreId[],
  right: readonly HostCentreId[],
  minutes: number,
): { left: number; right: number } | null {
  const ask = (centres: readonly HostCentreId[]) =>
    centres.length === 0
      ? null
      : () => call(api.api.needs.underserved.reach.$get({ query: { centres: centres.join(',') } }))
  const [one, other] = [useLoad(ask(left), [left.join(',')]), useLoad(ask(right), [right.join(',')])].map(valueIn)
  const within = (reach: typeof one) => reach?.together.find((each) => each.minutes === minutes)?.residents
  if (!(one?.layer ?? other?.layer)) return null
  return { left: within(one) ?? 0, right: within(other) ?? 0 }
}
