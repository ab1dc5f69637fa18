import { html } from 'hono/html'
import { daysFromTo } from '../../shared/days.ts'
import { typographic } from '../../shared/place-names.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import { said } from '../messages/patient-texts.ts'
import { dayInWords } from '../messages/wording.ts'
import { pageFrame } from '../page-without-script.ts'
import type { Language } from '../problems.ts'
import type { PublicDepartment, PublicStop } from './open-public-programme.ts'
import { programmeTexts } from './programme-texts.ts'
import { datedDay, daysInWords, hoursInWords } from './programme-wording.ts'

type Html = ReturnType<typeof html>

/** The public list of departments where the unit goes. */
export function publicProgrammePage(departments: readonly PublicDepartment[], language: Language): Html {
  const text = programmeTexts(language)
  const lines = departments.map(
    ({ code, name, stops }) => html`<li>
      <a href="/programme/${code}?langue=${language}">${name} (${code})</a>
      <span>${stops.length === 1 ? text.publicStop : said(text.publicStops, { count: stops.length })}</span>
    </li>`,
  )
  const content = html`<h1>${text.publicTitle}</h1>
    <p>${text.publicIntro}</p>
    ${departments.length === 0 ? html`<p>${text.publicNone}</p>` : html`<ul class="departments">${lines}</ul>`}
    ${howToBeSeen(language)}`
  return frame(text.publicTitle, language, '/programme', content)
}

/** The public programme of one department: dates, hours, centres, and how to be referred. */
export function publicDepartmentPage(department: PublicDepartment, language: Language): Html {
  const text = programmeTexts(language)
  const title = `${text.publicTitle} – ${department.name}`
  const content = html`<p><a href="/programme?langue=${language}">${text.publicAll}</a></p>
    <h1>${text.publicTitle}</h1>
    <p class="where">${department.name} (${department.code})</p>
    ${department.stops.length === 0 ? html`<p>${text.publicNoneHere}</p>` : ''}
    ${department.stops.map((stop) => stopSection(stop, language))}
    ${howToBeSeen(language)}`
  return frame(title, language, `/programme/${department.code}`, content)
}

function stopSection(stop: PublicStop, language: Language): Html {
  const text = programmeTexts(language)
  const days = daysFromTo(stop.firstDay, stop.lastDay).flatMap((date) => {
    const hours = hoursInWords(stop.sessions, date, language)
    return hours === '' ? [] : [html`<li>${said(text.hours, { day: dayInWords(date, language), hours })}</li>`]
  })
  const when = datedDay(localDateOf(stop.publishedAt, PARIS), language)
  return html`<section>
    <h2>${typographic(stop.centreName)}</h2>
    <p class="where">${daysInWords(stop, language)}</p>
    <ul>${days}</ul>
    ${stop.address ? html`<p>${said(text.address, { address: stop.address })}</p>` : ''}
    ${stop.phone ? html`<p>${said(text.phone, { phone: stop.phone })}</p>` : ''}
    <p class="soft">${stop.unitName}. ${said(text.updated, { when })}</p>
  </section>`
}

function howToBeSeen(language: Language): Html {
  const text = programmeTexts(language)
  return html`<section class="how">
    <h2>${text.how}</h2>
    <ul>${text.howLines.map((line) => html`<li>${line}</li>`)}</ul>
  </section>`
}

function frame(title: string, language: Language, path: string, content: Html): Html {
  const { otherLanguage } = programmeTexts(language)
  return pageFrame({ title, language, path, otherLanguage, stylesheet: '/programme.css' }, content)
}
