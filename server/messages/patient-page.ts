import { html } from 'hono/html'
import type { AppointmentState } from '../../shared/appointment.ts'
import type { MessageLanguage } from '../../shared/message.ts'
import { typographic } from '../../shared/place-names.ts'
import { type Instant, type LocalDate, type MinuteOfDay, type TimeZone, wallClock } from '../../shared/time.ts'
import { pageFrame } from '../page-without-script.ts'
import { type PatientTexts, patientTexts, said } from './patient-texts.ts'
import { placeDrawing } from './place-drawing.ts'
import { eighth, type TownAround } from './towns-around.ts'
import { centreInWords, dateInWords, dayInWords, ofCommune, timeInWords } from './wording.ts'

/** What a patient's page shows: no name, no care, no reason. */
export type PatientPageView = {
  readonly token: string
  readonly state: AppointmentState
  readonly isPast: boolean
  readonly date: LocalDate
  readonly start: MinuteOfDay
  readonly zone: TimeZone
  readonly heldUntil: Instant | null
  readonly place: string
  readonly address: string | null
  readonly directions: string | null
  readonly centrePhone: string | null
  readonly towns: readonly TownAround[]
}

/** What the patient just did, or is about to. */
export type PatientStep = 'yes' | 'no' | 'contact' | 'too_late' | 'sure' | null

type Html = ReturnType<typeof html>

/** The drawing shows the others. */
const TOWNS_IN_WORDS = 2

/** The whole page of one appointment: readable without style, script or account. */
export function patientPage(view: PatientPageView, language: MessageLanguage, step: PatientStep): Html {
  const text = patientTexts(language)
  const content = html`
    ${step && step !== 'sure' ? html`<p class="done" role="status">${doneText(step, text)}</p>` : ''}
    <h1>${text.title}</h1>
    <p class="state">${stateText(view, text)}</p>
    ${step === 'sure' && isOpen(view) ? sureForm(view, text, language) : ''}
    <h2>${text.when}</h2>
    <p class="date">${dayInWords(view.date, language)}<br /><strong>${timeInWords(view.start, language)}</strong></p>
    ${step === 'sure' ? '' : answerForms(view, text, language)}
    <h2>${text.where}</h2>
    <p class="place">${typographic(centreInWords(view.place, language))}${view.address ? html`<br />${view.address}` : ''}</p>
    ${hasEnded(view) ? '' : wayThere(view, text, language)}
    ${isOpen(view) ? html`<h2>${text.bring}</h2><ul>${text.bringList.map((item) => html`<li>${item}</li>`)}</ul>` : ''}
    ${isOpen(view) ? html`<p><a class="calendar" href="/r/${view.token}/rendez-vous.ics">${text.calendar}</a></p>` : ''}
    ${phone(view.centrePhone, text)}`
  return frame(text.title, language, `/r/${view.token}`, content)
}

function wayThere(view: PatientPageView, text: PatientTexts, language: MessageLanguage): Html {
  return html`<h2>${text.how}</h2>
    <p>${view.directions ?? text.arrive}</p>
    ${view.towns.slice(0, TOWNS_IN_WORDS).map((town) => html`<p>${townText(view.place, town, text, language)}</p>`)}
    ${drawing(view, text)}`
}

/** What an unknown or expired link opens; the telephone is there when the link was known. */
export function noLinkPage(language: MessageLanguage, path: string, centrePhone: string | null): Html {
  const text = patientTexts(language)
  const content = html`<h1>${text.noLinkTitle}</h1>
    <p>${text.noLink}</p>
    <p>${text.noLinkWhatToDo}</p>
    ${phone(centrePhone, text)}`
  return frame(text.noLinkTitle, language, path, content)
}

function frame(title: string, language: MessageLanguage, path: string, content: Html): Html {
  const { otherLanguage } = patientTexts(language)
  return pageFrame({ title, language, path, otherLanguage, stylesheet: '/patient.css', isPrivate: true }, content)
}

const isOpen = ({ state, isPast }: PatientPageView): boolean =>
  !isPast && (state === 'offered' || state === 'booked' || state === 'confirmed')

const hasEnded = ({ state }: PatientPageView): boolean =>
  state === 'cancelled' || state === 'declined' || state === 'expired'

function stateText(view: PatientPageView, text: PatientTexts): string {
  if (view.state === 'offered' && !view.isPast) return text.offered
  if (view.state === 'booked' && !view.isPast) return text.booked
  if (view.state === 'confirmed' && !view.isPast) return text.confirmed
  return hasEnded(view) ? text.ended : text.past
}

function doneText(step: Exclude<PatientStep, 'sure' | null>, text: PatientTexts): string {
  return { yes: text.saidYes, no: text.saidNo, contact: text.saidContact, too_late: text.tooLate }[step]
}

function answerForms(view: PatientPageView, text: PatientTexts, language: MessageLanguage): Html | string {
  if (!isOpen(view))
    return hasEnded(view) && !view.isPast ? html`<h2>${text.yourAnswer}</h2>${contactForm(view, text, language)}` : ''
  const { heldUntil } = view
  const until = heldUntil ? wallClock(heldUntil, view.zone) : null
  return html`<h2>${view.state === 'confirmed' ? text.otherAnswer : text.yourAnswer}</h2>
    ${until && view.state === 'offered' ? html`<p>${said(text.answerBefore, { until: dateInWords(until.date, until.minute, language) })}</p>` : ''}
    ${view.state === 'confirmed' ? '' : form(view, 'yes', text.yes, 'yes', language)}
    <form method="get" action="/r/${view.token}">
      <input type="hidden" name="langue" value="${language}" />
      <button class="no" name="etape" value="sure">${text.no}</button>
    </form>
    ${contactForm(view, text, language)}`
}

const contactForm = (view: PatientPageView, text: PatientTexts, language: MessageLanguage): Html =>
  form(view, 'contact', text.contact, 'contact', language)

function sureForm(view: PatientPageView, text: PatientTexts, language: MessageLanguage): Html {
  return html`<section class="sure">
    <h2>${text.noAsk}</h2>
    <p>${text.noExplain}</p>
    ${form(view, 'no', text.noSure, 'no', language)}
    <p><a class="back" href="/r/${view.token}?langue=${language}">${text.back}</a></p>
  </section>`
}

function form(view: PatientPageView, answer: string, label: string, look: string, language: MessageLanguage): Html {
  return html`<form method="post" action="/r/${view.token}">
    <input type="hidden" name="langue" value="${language}" />
    <button class="${look}" name="answer" value="${answer}">${label}</button>
  </form>`
}

function townText(place: string, town: TownAround, text: PatientTexts, language: MessageLanguage): string {
  // Someone who starts from the town drives the other way round from the bearing of the town seen from the place.
  const direction = text.directions[eighth((town.bearing + 180) % 360)] ?? ''
  const from = language === 'fr' ? typographic(ofCommune(town.name)) : `from ${town.name}`
  return said(text.towns, { place, km: town.km, town: from, direction })
}

function drawing(view: PatientPageView, text: PatientTexts): Html | string {
  if (view.towns.length === 0) return ''
  const title = said(text.drawing, { place: view.place })
  return html`<figure>${placeDrawing(view.place, view.towns, { title, north: text.north })}
    <figcaption>${text.crow}</figcaption></figure>`
}

const phone = (number: string | null, text: PatientTexts): Html | string =>
  number
    ? html`<p>${text.call}<br /><a class="phone" href="tel:${number.replace(/[^\d+]/g, '')}">${number}</a></p>`
    : ''
