import { useRoute } from 'preact-iso/router'
import { daysFromTo } from '../../shared/days.ts'
import type { DepartmentCode } from '../../shared/geo.ts'
import type { TourId } from '../../shared/ids.ts'
import type { Programme } from '../../shared/tour-view.ts'
import { api, call } from '../api.ts'
import { formatDate, formatDays, formatInstant, formatTime, PARIS } from '../format.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { en as specialtiesEn } from '../i18n/specialties.en.ts'
import { fr as specialtiesFr } from '../i18n/specialties.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { LinkButton } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { Table } from '../ui/table.tsx'
import './planner.css'

/** The programme set in advance for one department: the dated, versioned document one prints for the Ordre. */
export function ProgrammePage() {
  const t = useText(fr, en)
  const { tourId, department } = useRoute().params as { tourId: TourId; department: DepartmentCode }
  const programme = useLoad(
    () => call(api.api.tours[':tourId'].programme[':department'].$get({ param: { tourId, department }, query: {} })),
    [tourId, department],
  )
  const known = valueIn(programme)
  return (
    <Page
      title={known ? t.programmeTitle(known.unitName, known.departmentName) : t.programmeTitleWaiting}
      intro={known && t.programmeVersion(known.version, formatInstant(known.publishedAt, PARIS, { year: true }))}
      actions={
        <>
          <LinkButton href={`/tournees?tournee=${tourId}`}>{t.title}</LinkButton>
          <LinkButton href={`/programme/${department}`} newTab>
            {t.publicProgramme}
          </LinkButton>
          <LinkButton variant="primary" icon="print" href={`/api/tours/${tourId}/programme/${department}/pdf`} download>
            {t.printProgramme}
          </LinkButton>
        </>
      }
    >
      <Loaded load={programme} lines={8}>
        {(value) => <ProgrammeDocument programme={value} />}
      </Loaded>
    </Page>
  )
}

function ProgrammeDocument({ programme }: { programme: Programme }) {
  const t = useText(fr, en)
  const names = useText(specialtiesFr, specialtiesEn)
  return (
    <article class="card stack programme">
      <p class="readable">{t.programmeLegal}</p>
      <p>
        <strong>{programme.tourName}</strong>– {names[programme.specialty] ?? programme.specialty}
      </p>
      {programme.stops.map((stop) => (
        <section key={`${stop.centreId} ${stop.firstDay}`} class="programme-stop stack-tight">
          <h2>
            {stop.centreName} – {formatDays(stop.firstDay, stop.lastDay)}
          </h2>
          {stop.address && (
            <p>
              {t.programmeAddress} : {stop.address}
            </p>
          )}
          <Table
            caption={stop.centreName}
            rows={daysFromTo(stop.firstDay, stop.lastDay)}
            rowKey={(date) => date}
            columns={[
              { key: 'day', header: t.programmeDay, names: true, cell: (date) => formatDate(date, { year: true }) },
              {
                key: 'hours',
                header: t.programmeHours,
                cell: (date) =>
                  stop.sessions
                    .filter((session) => session.date === date)
                    .map(({ start, end }) => `${formatTime(start)} – ${formatTime(end)}`)
                    .join(', '),
              },
              {
                key: 'who',
                header: t.programmeWho,
                cell: (date) =>
                  stop.staffing
                    .find((day) => day.date === date)
                    ?.specialists.map((specialist) => specialist.name)
                    .join(', '),
              },
            ]}
          />
        </section>
      ))}
    </article>
  )
}
