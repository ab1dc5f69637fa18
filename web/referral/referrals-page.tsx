import type { Draft, NearbyStop } from '../../shared/referral.ts'
import { api, call } from '../api.ts'
import { today } from '../clock.ts'
import { formatDate, formatDays, formatMinutes } from '../format.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { formatMoment } from '../moment.ts'
import { CentrePicker, useMyCentre } from '../my-centre.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Icon } from '../ui/icon.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { showToast } from '../ui/toast.tsx'
import { DEFAULT_SPECIALTY, formOfDraft } from './refer-values.ts'
import { patientNameOf } from './wording.ts'
import './referral.css'

/** A GP's start page: refer a patient, drafts to finish, the next stops near their centre. */
export function ReferralsPage() {
  const t = useText(fr, en)
  const mine = useMyCentre()
  const { centreId } = mine
  const stops = useLoad(centreId ? () => call(api.api.referrals.stops.$get({ query: { centreId } })) : null, [centreId])
  const drafts = useLoad(() => call(api.api.referrals.drafts.$get()), [])
  if (!centreId) {
    return (
      <Page title={t.title}>
        <EmptyState title={t.noDuty}>{t.noDutyHelp}</EmptyState>
      </Page>
    )
  }
  return (
    <Page
      title={t.title}
      intro={t.intro}
      actions={
        <>
          {otherSpecialties(valueIn(stops) ?? []).map((specialty) => (
            <LinkButton
              key={specialty}
              icon="plus"
              href={`/adressages/nouveau?centre=${centreId}&specialite=${specialty}`}
            >
              {t.referTo(t.specialties[specialty] ?? specialty)}
            </LinkButton>
          ))}
          <LinkButton href={`/adressages/nouveau?centre=${centreId}`} variant="primary" icon="plus">
            {t.refer}
          </LinkButton>
        </>
      }
    >
      <CentrePicker mine={mine} />
      <Drafts drafts={valueIn(drafts) ?? []} onChanged={() => void drafts.reload()} />
      <section class="stack" aria-labelledby="referral-stops">
        <h2 id="referral-stops">{t.nextStops}</h2>
        <Loaded load={stops} lines={6}>
          {(list) =>
            list.length === 0 ? (
              <EmptyState title={t.noStop} icon="truck">
                {t.noStopHelp}
              </EmptyState>
            ) : (
              <StopLines stops={list} />
            )
          }
        </Loaded>
      </section>
    </Page>
  )
}

/** Specialties whose unit stops within reach, other than the one the main button is for. */
function otherSpecialties(stops: readonly NearbyStop[]): string[] {
  const near = stops.filter((stop) => stop.driveMinutes !== null).map((stop) => stop.specialty)
  return [...new Set(near)].filter((specialty) => specialty !== DEFAULT_SPECIALTY).sort()
}

/** The stops within reach; those beyond, which patients seldom go to, on demand. */
function StopLines({ stops }: { stops: readonly NearbyStop[] }) {
  const t = useText(fr, en)
  const near = stops.filter((stop) => stop.driveMinutes !== null)
  const far = stops.filter((stop) => stop.driveMinutes === null)
  const lines = (some: readonly NearbyStop[]) => (
    <ul class="referral-stops">
      {some.map((stop) => (
        <StopLine key={stop.stopId} stop={stop} />
      ))}
    </ul>
  )
  return (
    <>
      {near.length > 0 ? lines(near) : <p class="soft">{t.noneNear}</p>}
      {far.length > 0 && (
        <details open={near.length === 0}>
          <summary>{t.farther(far.length)}</summary>
          {lines(far)}
        </details>
      )}
    </>
  )
}

function StopLine({ stop }: { stop: NearbyStop }) {
  const t = useText(fr, en)
  const where =
    stop.driveMinutes === null ? t.far : stop.driveMinutes === 0 ? t.here : t.drive(formatMinutes(stop.driveMinutes))
  const isLate = today.value !== null && stop.closesOn < today.value
  return (
    <li class="card referral-stop">
      <h3>
        {stop.centreName} <span class="soft">({stop.department})</span>
      </h3>
      <p class="referral-stop-days">
        <Icon name="calendar" /> {formatDays(stop.firstDay, stop.lastDay)}
      </p>
      <p>
        <Icon name="place" /> {where}
      </p>
      <p>
        <Icon name="truck" /> {stop.unitName}
      </p>
      <p class="row">
        {stop.freeUrgentPlaces === 0 ? (
          <Badge tone="error">{t.full}</Badge>
        ) : (
          <Badge tone="success">{t.places(stop.freeUrgentPlaces, stop.freeUrgentPlaces - stop.freePlaces)}</Badge>
        )}
      </p>
      <p class="small soft">{isLate ? t.late : t.closesOn(formatDate(stop.closesOn))}</p>
    </li>
  )
}

/** A draft is taken up again with the protocol it was begun with. */
function specialtyOf({ body }: Draft): string {
  const { specialty } = body as { specialty?: unknown }
  return typeof specialty === 'string' && specialty !== DEFAULT_SPECIALTY ? `&specialite=${specialty}` : ''
}

function Drafts({ drafts, onChanged }: { drafts: readonly Draft[]; onChanged: () => void }) {
  const t = useText(fr, en)
  if (drafts.length === 0) return null
  const forget = async (draftId: string) => {
    const answer = await call(api.api.referrals.drafts[':draftId'].$delete({ param: { draftId } }))
    showToast(answer.ok ? { text: t.draftDeleted } : { text: answer.problem.message, tone: 'error' })
    onChanged()
  }
  return (
    <section class="stack" aria-labelledby="referral-drafts">
      <h2 id="referral-drafts">{t.drafts}</h2>
      <ul class="referral-drafts">
        {drafts.map((draft) => {
          const { patient } = formOfDraft(draft.body)
          const name = patientNameOf(patient) || t.unnamedDraft
          return (
            <li key={draft.draftId} class="card row-spread">
              <span>{t.draftOf(name, formatMoment(draft.updatedAt))}</span>
              <span class="row">
                <Button size="s" variant="quiet" icon="cross" onClick={() => void forget(draft.draftId)}>
                  {t.deleteDraft}
                </Button>
                <LinkButton
                  size="s"
                  icon="edit"
                  href={`/adressages/nouveau?centre=${draft.centreId}&brouillon=${draft.draftId}${specialtyOf(draft)}`}
                >
                  {t.resume}
                </LinkButton>
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
