import type { CatchmentView } from '../../shared/tour-view.ts'
import { formatCount, formatMinutes, formatShare } from '../format.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Table } from '../ui/table.tsx'

/** Who can drive to a stop: people and communes in each band, the communes of the chosen one by name. */
export function CatchmentSection({
  catchment,
  band,
  onBand,
}: {
  catchment: CatchmentView
  band: number
  onBand: (minutes: number) => void
}) {
  const t = useText(fr, en)
  const chosen = catchment.bands.find((one) => one.minutes === band) ?? catchment.bands[0]
  const communes = catchment.communes.filter((commune) => commune.minutes <= (chosen?.minutes ?? 0))
  if (!chosen) return null
  return (
    <div class="stack-tight">
      <h3>{t.catchment}</h3>
      <RadioGroup
        label={t.catchmentBand}
        choices={catchment.bands.map(({ minutes }) => ({ value: String(minutes), label: t.bandMinutes(minutes) }))}
        value={String(chosen.minutes)}
        onChange={(value) => onBand(Number(value))}
      />
      <p class="catchment-figures" role="status">
        <strong class="figures">{formatCount(chosen.population)}</strong> {t.populationWord} ·{' '}
        <strong class="figures">{formatCount(Math.max(0, chosen.communes - 1))}</strong> {t.otherCommunesWord}
      </p>
      {chosen.approximateShare > 0.005 && (
        <p class="soft small">{t.approximateShare(formatShare(chosen.approximateShare))}</p>
      )}
      <details class="small">
        <summary>{t.communeList(chosen.communes, chosen.minutes)}</summary>
        <div class="commune-table">
          <Table
            caption={t.communeList(chosen.communes, chosen.minutes)}
            rows={communes}
            rowKey={(commune) => commune.insee}
            columns={[
              {
                key: 'name',
                header: t.communeName,
                names: true,
                cell: (commune) => (
                  <>
                    {commune.name} <span class="soft">({commune.department})</span>
                    {commune.approximate && <span class="soft small"> – {t.approximate}</span>}
                  </>
                ),
              },
              {
                key: 'population',
                header: t.population,
                align: 'end',
                cell: (commune) => formatCount(commune.population),
              },
              {
                key: 'minutes',
                header: t.communeMinutes,
                align: 'end',
                cell: (commune) => formatMinutes(commune.minutes),
              },
            ]}
          />
        </div>
      </details>
    </div>
  )
}
