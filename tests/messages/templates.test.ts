import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isGsm7 } from '../../server/messages/gsm7.ts'
import { type RenderedSms, renderSms, type TemplateValues, templateFault } from '../../server/messages/render.ts'
import { ASKING_KINDS, revealingWord, SHIPPED_TEMPLATES } from '../../server/messages/templates.ts'
import { centreInWords, dateInWords, ofCommune, shortDate, shortDeadline } from '../../server/messages/wording.ts'
import { loadProtocols } from '../../server/referrals/protocols.ts'
import { CommunesFile } from '../../server/territory/communes.ts'
import { MessageKind, type MessageLanguage } from '../../shared/message.ts'
import { isRefusal } from '../../shared/problem.ts'
import type { LocalDate, MinuteOfDay } from '../../shared/time.ts'

const communes = CommunesFile.parse(JSON.parse(readFileSync('data/communes.json', 'utf8'))).rows.map((row) => row[1])
const longest = communes.reduce((best, name) => (name.length > best.length ? name : best))
const LANGUAGES: MessageLanguage[] = ['fr', 'en']
const LINK = 'https://escale.example/r/0123456789abcdefghijkl'
const PHONE = '05 53 00 00 00'
const PHONES = [`Tél. ${PHONE}`, PHONE]

/** Wednesday 23 September at 14:20: no day and time reads longer in French. */
const date = '2026-09-23' as LocalDate
const minute = 860 as MinuteOfDay

function values(commune: string, language: MessageLanguage, contact: string[]): TemplateValues {
  return {
    centre: [centreInWords(commune, language), commune],
    date: [dateInWords(date, minute, language), shortDate(date, minute, language)],
    until: [dateInWords(date, minute, language), shortDeadline(date, minute, language)],
    contact,
    phone: [PHONE],
  }
}

function rendered(template: string, given: TemplateValues): RenderedSms {
  const sms = renderSms(template, given)
  if (isRefusal(sms)) throw new Error(sms.refusal)
  return sms
}

const every = LANGUAGES.flatMap((language) => MessageKind.options.map((kind) => [language, kind] as const))

describe('shipped templates', () => {
  test('the longest commune name of France has 45 letters', () => {
    expect([longest, longest.length]).toEqual(['Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson', 45])
  })

  test.each(every)('%s %s fits one GSM-7 SMS with that name, and a link or a phone', (language, kind) => {
    const template = SHIPPED_TEMPLATES[language][kind]
    for (const contact of [[LINK, ...PHONES], PHONES, []]) {
      const { body, size } = rendered(template, values(longest, language, contact))
      expect(size, body).toMatchObject({ encoding: 'gsm7', segments: 1 })
      if (contact.length > 0 && template.includes('{contact}'))
        expect(
          contact.some((form) => body.includes(form)),
          body,
        ).toBe(true)
    }
  })

  test.each(every)('%s %s loses no letter to the alphabet and reveals nothing', (language, kind) => {
    const template = SHIPPED_TEMPLATES[language][kind]
    expect(templateFault(template)).toBeNull()
    expect(isGsm7(template)).toBe(true)
    expect(revealingWord(template)).toBeNull()
  })

  test.each(every)('%s %s says how to answer exactly when it asks', (language, kind) => {
    const asks = /Répondez|Reply/.test(SHIPPED_TEMPLATES[language][kind])
    expect(asks).toBe(ASKING_KINDS.has(kind))
  })

  test('an offer from communes of every length and alphabet fits one SMS and still says how to answer', () => {
    // The bench writes all of them; here the longest, those whose letters cost most, and one in twenty of the others.
    const chosen = communes.filter((name, rank) => name.length > 28 || !isGsm7(name) || rank % 20 === 0)
    for (const name of chosen) {
      const { body, size } = rendered(SHIPPED_TEMPLATES.fr.offer, values(name, 'fr', [LINK, ...PHONES]))
      if (size.segments !== 1 || !body.includes('OUI ou NON') || !isGsm7(body)) expect.fail(body)
    }
  })
})

describe('the words of every specialty a protocol is shipped for', () => {
  /** What a protocol and an SMS may both say: greetings, time, place, acts of daily life. */
  const ORDINARY = new Set(['avant', 'centre', 'change', 'more', 'plus', 'repondez', 'vous'])

  const wordsOf = (value: unknown): string[] => {
    if (typeof value === 'string')
      return value
        .normalize('NFD')
        .replace(/\p{Mn}/gu, '')
        .toLowerCase()
        .split(/[^a-z]+/)
        .filter((word) => word.length > 3)
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsOf) : []
  }
  const said = new Set(wordsOf(SHIPPED_TEMPLATES))

  test.each(loadProtocols().all.map(({ protocol }) => [protocol.specialty, protocol] as const))(
    'no shipped text borrows one from %s',
    (_, { title, itemName, groups, questions, rules }) => {
      const borrowed = new Set(wordsOf([title, itemName, groups, questions, rules]))
      expect([...borrowed].filter((word) => said.has(word) && !ORDINARY.has(word))).toEqual([])
    },
  )
})

describe('renderSms', () => {
  test('keeps the full sentence for an ordinary centre', () => {
    const { body } = rendered(SHIPPED_TEMPLATES.fr.confirmation, values('Bourdeilles', 'fr', [PHONE]))
    expect(body).toBe(
      'Centre de santé de Bourdeilles : rendez-vous mercredi 23 septembre à 14 h 20. Venez-vous ? Répondez OUI ou NON. 05 53 00 00 00',
    )
  })

  test('writes a commune whose accents would cost a segment', () => {
    expect(rendered('{centre}', values('Bû', 'fr', [])).body).toBe('Centre de santé de Bu')
  })

  test('leaves out an optional part that lacks its value, and refuses a required one', () => {
    const given: TemplateValues = { ...values('Ajain', 'fr', []), date: [], phone: [] }
    expect(rendered(SHIPPED_TEMPLATES.fr.answered_stop, given).body).toBe(
      "Centre de santé d'Ajain : vous ne recevrez plus de SMS.",
    )
    expect(rendered(SHIPPED_TEMPLATES.fr.call_us_back, given).body).toMatch(/Merci de nous appeler\.$/)
    expect(renderSms('{date}', given)).toMatchObject({ refusal: 'missing_template_value' })
  })

  test('refuses an unknown variable and says which', () => {
    expect(renderSms('{centre} : {lesion}', values('Ajain', 'fr', []))).toEqual({
      refusal: 'unknown_template_variable',
      field: 'template',
      details: { name: 'lesion' },
    })
  })

  test.each(['{centre', 'centre}', '[{date}', '{date}]'])('refuses the unbalanced template %s', (template) => {
    expect(templateFault(template)).toMatchObject({ refusal: 'unbalanced_template' })
  })

  test('gives the shortest text, and its true size, when nothing fits', () => {
    const { size } = rendered(`{centre} ${'a'.repeat(160)}[ {contact}]`, values('Ajain', 'fr', [PHONE]))
    expect(size.segments).toBe(2)
  })
})

describe('revealingWord', () => {
  test.each([
    ['Consultation de dermatologie', 'dermatologie'],
    ['Votre lésion', 'lesion'],
    ['Priorité 1', 'priorite'],
    ['Le Dr vous attend', 'dr'],
    ['Rendez-vous au camion', 'camion'],
    ['P1', 'p1'],
    ['Centre d’ophtalmologie', 'ophtalmologie'],
    ['Pour vos yeux', 'yeux'],
    ['Votre œil', 'oeil'],
    ['Your eyes', 'eyes'],
  ])('finds it in « %s »', (text, word) => expect(revealingWord(text)).toBe(word))

  test('lets ordinary words pass', () => expect(revealingWord('Apportez vos ordonnances, à demain')).toBeNull())
})

describe('wording', () => {
  test.each([
    ["Le Mas-d'Agenais", "du Mas-d'Agenais"],
    ['Les Abrets', 'des Abrets'],
    ['La Rochelle', 'de La Rochelle'],
    ['Ajain', "d'Ajain"],
    ['Évreux', "d'Évreux"],
    ['Yerville', 'de Yerville'],
    ['Yssingeaux', "d'Yssingeaux"],
    ['Bû', 'de Bû'],
  ])('after « de », %s is said « %s »', (name, said) => expect(ofCommune(name)).toBe(said))

  test('dates read as they are said', () => {
    const day = '2026-02-10' as LocalDate
    expect(dateInWords(day, 860 as MinuteOfDay, 'fr')).toBe('mardi 10 février à 14 h 20')
    expect(dateInWords('2026-03-01' as LocalDate, 540 as MinuteOfDay, 'fr')).toBe('dimanche 1er mars à 9 h')
    expect(dateInWords(day, 860 as MinuteOfDay, 'en')).toBe('Tuesday 10 February at 14:20')
    expect(shortDate(day, 860 as MinuteOfDay, 'fr')).toBe('mar. 10/02 à 14h20')
    expect(shortDate(day, 545 as MinuteOfDay, 'en')).toBe('Tue 10 Feb at 09:05')
    expect(shortDeadline(day, 1080 as MinuteOfDay, 'fr')).toBe('mar. 18h')
  })
})
