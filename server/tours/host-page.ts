import { html } from 'hono/html'
import type { HostedStop } from '../../shared/host.ts'
import type { StopId } from '../../shared/ids.ts'
import { typographic } from '../../shared/place-names.ts'
import { localDateOf } from '../../shared/time.ts'
import { said } from '../messages/patient-texts.ts'
import { dayInWords } from '../messages/wording.ts'
import { pageFrame } from '../page-without-script.ts'
import type { Language } from '../problems.ts'
import type { HostLinkContents } from './follow-host-link.ts'
import { type HostPageTexts, hostPageTexts } from './host-page-texts.ts'

/** What somebody typed before being refused: it is shown again. */
export type TypedAnswer = { readonly name: string; readonly reason: string }

/** Where a reader of the page is: the list, about to say yes or no about one stop, or just answered. */
export type HostStep =
  | { readonly at: 'list' }
  | { readonly at: 'said'; readonly answer: 'yes' | 'no' }
  | { readonly at: 'yes' | 'no'; readonly stopId: StopId; readonly fault: string | null; readonly typed: TypedAnswer }

type Html = ReturnType<typeof html>

/** How many other periods a centre may offer on its page. */
const OFFERS = 2

/** The whole page of a host centre: each stop's days and its answer. Readable without style or script; names no patient. */
export function hostPage(contents: HostLinkContents, token: string, language: Language, step: HostStep): Html {
  const text = hostPageTexts(language)
  const isAnswering = step.at === 'yes' || step.at === 'no'
  const asked = isAnswering ? contents.stops.filter((stop) => stop.stopId === step.stopId) : contents.stops
  const done = step.at === 'said' ? (step.answer === 'yes' ? text.saidYes : text.saidNo) : null
  const content = html`
    ${done ? html`<p class="done" role="status">${done}</p>` : ''}
    <h1>${text.title}</h1>
    <p class="state">${said(text.centre, { centre: typographic(contents.centreName) })}</p>
    ${isAnswering ? '' : html`<p>${text.question} ${text.ask}</p>`}
    ${asked.map((stop) => stopSection(stop, { token, language, text, step }))}
    <p>${text.meaning}</p>`
  return frame(text.title, language, `/h/${token}`, content)
}

/** What an unknown, revoked or expired link opens. */
export function noHostLinkPage(language: Language): Html {
  const text = hostPageTexts(language)
  const content = html`<h1>${text.noLinkTitle}</h1><p>${text.noLink}</p><p>${text.noLinkWhatToDo}</p>`
  return frame(text.noLinkTitle, language, null, content)
}

type Drawn = {
  readonly token: string
  readonly language: Language
  readonly text: HostPageTexts
  readonly step: HostStep
}

function stopSection(stop: HostedStop, drawn: Drawn): Html {
  const { text, step } = drawn
  return html`<section class="stop">
    <h2>${daysOf(stop, drawn)}</h2>
    <p>${said(text.unit, { unit: stop.unitName })}</p>
    <p class="state">${standingText(stop, drawn)}</p>
    ${step.at === 'yes' || step.at === 'no' ? answerForm(stop, step, drawn) : choices(stop, drawn)}
  </section>`
}

function daysOf({ firstDay, lastDay }: HostedStop, { text, language }: Drawn): string {
  const words = (date: HostedStop['firstDay']) => `${dayInWords(date, language)} ${date.slice(0, 4)}`
  if (firstDay === lastDay) return said(text.day, { first: words(firstDay) })
  return said(text.days, { first: dayInWords(firstDay, language), last: words(lastDay) })
}

function standingText(stop: HostedStop, { text, language }: Drawn): string {
  if (stop.standing === 'awaiting' || stop.standing === 'outdated') return text[stop.standing]
  const latest = stop.answers.find((answer) => answer.firstDay === stop.firstDay && answer.lastDay === stop.lastDay)!
  const when = dayInWords(localDateOf(latest.answeredAt, stop.zone), language)
  return said(text[stop.standing], { who: latest.answeredBy, when })
}

function choices(stop: HostedStop, { token, language, text }: Drawn): Html {
  if (stop.state !== 'planned' && stop.state !== 'published') return html`<p>${text.closed}</p>`
  const choice = (step: 'yes' | 'no') => html`<form method="get" action="/h/${token}">
    <input type="hidden" name="langue" value="${language}" />
    <input type="hidden" name="etape" value="${stop.stopId}" />
    <button class="${step}" name="reponse" value="${step}">${text[step]}</button>
  </form>`
  return html`${stop.standing === 'accepted' ? '' : choice('yes')}${stop.standing === 'declined' ? '' : choice('no')}`
}

function answerForm(stop: HostedStop, step: Extract<HostStep, { stopId: StopId }>, drawn: Drawn): Html {
  const { token, language, text } = drawn
  const isYes = step.at === 'yes'
  return html`<form method="post" action="/h/${token}" class="sure">
    <h3>${isYes ? text.yesAsk : text.noAsk}</h3>
    ${step.fault ? html`<p class="fault" role="alert">${step.fault}</p>` : ''}
    <input type="hidden" name="langue" value="${language}" />
    <input type="hidden" name="stopId" value="${stop.stopId}" />
    <input type="hidden" name="firstDay" value="${stop.firstDay}" />
    <input type="hidden" name="lastDay" value="${stop.lastDay}" />
    <label>${text.name}
      <input name="name" required maxlength="120" autocomplete="name" value="${step.typed.name}" />
    </label>
    <p class="help">${text.nameHelp}</p>
    ${isYes ? '' : declining(step.typed.reason, text)}
    <button class="${isYes ? 'yes' : 'no'}" name="answer" value="${isYes ? 'accepted' : 'declined'}">
      ${isYes ? text.sendYes : text.sendNo}
    </button>
    <p><a class="back" href="/h/${token}?langue=${language}">${text.back}</a></p>
  </form>`
}

function declining(reason: string, text: HostPageTexts): Html {
  const numbers = Array.from({ length: OFFERS }, (_, index) => index + 1)
  return html`<label>${text.reason}
      <textarea name="reason" required maxlength="500" rows="3">${reason}</textarea>
    </label>
    <p>${text.offered}</p>
    ${numbers.map(
      (number) => html`<fieldset>
        <legend>${said(text.other, { number })}</legend>
        <label>${text.from} <input type="date" name="from${number}" /></label>
        <label>${text.to} <input type="date" name="to${number}" /></label>
      </fieldset>`,
    )}`
}

function frame(title: string, language: Language, path: string | null, content: Html): Html {
  const { otherLanguage } = hostPageTexts(language)
  return pageFrame({ title, language, path, otherLanguage, stylesheet: '/host.css', isPrivate: true }, content)
}
