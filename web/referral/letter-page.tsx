import { useRoute } from 'preact-iso/router'
import type { ReferralId } from '../../shared/ids.ts'
import type { ReferralRecord } from '../../shared/referral.ts'
import { api, call } from '../api.ts'
import { formatDate } from '../format.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { inOrder, titleOfPicture } from '../lesion-pictures.tsx'
import { useLoad, valueIn } from '../load.ts'
import { formatMomentDay } from '../moment.ts'
import { LinkButton } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { PrintButton } from '../ui/print-button.tsx'
import { AnswerList } from './clinical-facts.tsx'
import { TerritoryContacts } from './territory-contacts.tsx'
import { patientNameOf, worded } from './wording.ts'
import './referral.css'

/** The referral as a letter on one sheet, for the patient to carry. */
export function LetterPage() {
  const t = useText(fr, en)
  const { params } = useRoute()
  const referralId = params.referralId as ReferralId
  const record = useLoad(() => call(api.api.referrals[':referralId'].$get({ param: { referralId } })), [referralId])
  return (
    <Page
      title={t.letterTitle}
      actions={
        <>
          <LinkButton href={`/adressages/${referralId}`} icon="left" variant="quiet">
            {t.title}
          </LinkButton>
          <PrintButton />
        </>
      }
    >
      <Loaded load={record} lines={12}>
        {(value) => <Letter record={value as ReferralRecord} />}
      </Loaded>
    </Page>
  )
}

function Letter({ record }: { record: ReferralRecord }) {
  const t = useText(fr, en)
  const { patient, clinical, protocol } = record
  const priority = protocol.classes.find((one) => one.id === record.priorityClass)
  return (
    <article class="card referral-letter">
      <p>
        {t.letterFrom(record.author, record.centreName)}
        {record.centrePhone && (
          <>
            <br />
            {t.letterPhone(record.centrePhone)}
          </>
        )}
      </p>
      <p class="referral-letter-date">{formatMomentDay(record.sentAt, { year: true })}</p>
      <p>{t.letterTo}</p>
      <p>{t.letterDear}</p>
      <p>
        {t.letterBody(patientNameOf(patient), t.born(formatDate(patient.birthDate, { weekday: false, year: true })))}
        <br />
        <span class="soft">
          {[patient.communeName, patient.phoneDisplay && t.letterPhone(patient.phoneDisplay)]
            .filter(Boolean)
            .join(' – ')}
        </span>
      </p>
      {clinical.lesions.map((lesion, at) => (
        <section key={at}>
          <h2>{t.item(worded(protocol.itemName), at + 1)}</h2>
          <AnswerList answers={lesion.answers} questions={protocol.questions} scope="lesion" />
        </section>
      ))}
      <section>
        <h2>{t.background}</h2>
        <AnswerList answers={clinical.background} questions={protocol.questions} scope="patient" />
      </section>
      {clinical.note && (
        <section>
          <h2>{t.letterNote}</h2>
          <p class="referral-note">{clinical.note}</p>
        </section>
      )}
      <LetterPictures record={record} />
      <p>
        <strong>{priority && worded(priority.label)}</strong>
        {record.deadline && `. ${t.deadline(formatDate(record.deadline, { year: true }))}.`}
      </p>
      <p>{t.letterClosing}</p>
      <p>{record.author}</p>
      <section>
        <h2>{t.letterContacts}</h2>
        <TerritoryContacts about={record} />
      </section>
    </article>
  )
}

/** The pictures by name: the sheet carries their list, the screen shows them. */
function LetterPictures({ record }: { record: ReferralRecord }) {
  const t = useText(fr, en)
  const { referralId, protocol } = record
  const pictures = useLoad(
    () => call(api.api.pictures.referrals[':referralId'].$get({ param: { referralId } })),
    [referralId],
  )
  const known = valueIn(pictures) ?? []
  if (known.length === 0) return null
  return (
    <section>
      <h2>{t.letterPictures}</h2>
      <p>
        {inOrder(protocol, known)
          .map((picture) => titleOfPicture(protocol, picture))
          .join(' ; ')}
        . {t.letterPicturesSeen}
      </p>
    </section>
  )
}
