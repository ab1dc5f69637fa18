import { useMemo } from 'preact/hooks'
import type { TourId, UnitId } from '../../shared/ids.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { TourSummary } from '../../shared/tour.ts'
import type { Unit } from '../../shared/unit.ts'
import { api, call } from '../api.ts'
import { today } from '../clock.ts'
import { en } from '../i18n/impact.en.ts'
import { fr } from '../i18n/impact.fr.ts'
import { en as specialtiesEn } from '../i18n/specialties.en.ts'
import { fr as specialtiesFr } from '../i18n/specialties.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { LinkButton } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { PrintButton } from '../ui/print-button.tsx'
import { Select } from '../ui/select.tsx'
import { DateInput } from '../ui/text-input.tsx'
import { inText, useUrlState } from '../url-state.ts'
import { ImpactReportView } from './impact-report.tsx'
import './impact.css'

const SHAPE = {
  tournee: inText<TourId>(),
  du: inText<LocalDate>(),
  au: inText<LocalDate>(),
  unite: inText<UnitId>(),
  specialite: inText(),
}

/** What a tour or a season achieved, in figures that define themselves: a page for an annual report. */
export function ImpactPage() {
  const t = useText(fr, en)
  const [url, setUrl] = useUrlState(SHAPE)
  const tours = valueIn(useLoad(() => call(api.api.tours.$get()), []))?.tours ?? []
  const units = valueIn(useLoad(() => call(api.api.tours.places.$get()), []))?.units ?? []
  const year = today.value?.slice(0, 4) ?? ''
  const from = url.du || (year && (`${year}-01-01` as LocalDate))
  const to = url.au || (year && (`${year}-12-31` as LocalDate))
  const query = useMemo(
    () =>
      url.tournee
        ? { tourId: url.tournee }
        : {
            ...(from && { from }),
            ...(to && { to }),
            ...(url.unite && { unitId: url.unite }),
            ...(url.specialite && { specialty: url.specialite }),
          },
    [url.tournee, from, to, url.unite, url.specialite],
  )
  const isReady = url.tournee !== '' || (from !== '' && to !== '')
  const report = useLoad(isReady ? () => call(api.api.impact.$get({ query })) : null, [query])
  const search = new URLSearchParams(query).toString()
  return (
    <Page
      title={t.title}
      intro={t.intro}
      actions={
        <>
          <LinkButton href={`/api/impact/bilan.csv?${search}`} download>
            {t.table}
          </LinkButton>
          <PrintButton />
        </>
      }
    >
      <ScopeForm tours={tours} units={units} url={{ ...url, du: from, au: to }} setUrl={setUrl} />
      <Loaded load={report} lines={12}>
        {(value) => <ImpactReportView report={value} onChanged={report.reload} />}
      </Loaded>
    </Page>
  )
}

type Url = { tournee: string; du: string; au: string; unite: string; specialite: string }

function ScopeForm({
  tours,
  units,
  url,
  setUrl,
}: {
  tours: readonly TourSummary[]
  units: readonly Unit[]
  url: Url
  setUrl: (change: Partial<ReturnType<typeof useUrlState<typeof SHAPE>>[0]>) => void
}) {
  const t = useText(fr, en)
  const names = useText(specialtiesFr, specialtiesEn)
  const promised = tours.filter((tour) => tour.version > 0)
  const specialties = [...new Set(units.map((unit) => unit.specialty))]
  return (
    <div class="impact-scope no-print">
      <Select
        label={t.scope}
        empty={t.season}
        options={promised.map((tour) => ({ value: tour.tourId, label: tour.name }))}
        value={url.tournee as TourId}
        onChange={(tournee) => setUrl({ tournee })}
      />
      {url.tournee === '' && (
        <>
          <DateInput
            label={t.from}
            value={url.du}
            max={url.au || undefined}
            onInput={(du) => setUrl({ du: du as LocalDate })}
          />
          <DateInput
            label={t.to}
            value={url.au}
            min={url.du || undefined}
            onInput={(au) => setUrl({ au: au as LocalDate })}
          />
          {units.length > 1 && (
            <Select
              label={t.unit}
              empty={t.everyUnit}
              options={units.map(({ unitId, name }) => ({ value: unitId, label: name }))}
              value={url.unite as UnitId}
              onChange={(unite) => setUrl({ unite })}
            />
          )}
          {specialties.length > 1 && (
            <Select
              label={t.specialty}
              empty={t.everySpecialty}
              options={specialties.map((value) => ({ value, label: names[value] ?? value }))}
              value={url.specialite}
              onChange={(specialite) => setUrl({ specialite })}
            />
          )}
        </>
      )}
    </div>
  )
}
