import { describe, expect, test } from 'vitest'
import { type AskedQuestion, matchReply, replyMeaning } from '../../server/messages/replies.ts'
import type { AppointmentId, MessageId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'

describe('replyMeaning', () => {
  test.each([
    ['OUI', 'yes'],
    ['oui', 'yes'],
    [' Oui ! ', 'yes'],
    ['OUI 👍🏽', 'yes'],
    ['« Oui. »', 'yes'],
    ['ＯＵＩ', 'yes'],
    ['Yes', 'yes'],
    ['NON', 'no'],
    ['nón', 'no'],
    ['Non...', 'no'],
    ['No', 'no'],
    ['STOP', 'stop'],
    ['Stop.', 'stop'],
    ['CONTACT', 'contact'],
    ['Contact ☎️', 'contact'],
  ])('« %s » means %s', (text, meaning) => expect(replyMeaning(text)).toBe(meaning))

  test.each([
    'Oui mais plus tard',
    'OUI NON',
    'non merci',
    'ouii',
    '',
    '👍',
    'O',
    '1',
    'stop sms',
    'qui ?',
    'constructor',
  ])('« %s » waits for a person', (text) => expect(replyMeaning(text)).toBe('unclear'))
})

function question(number: number, over: Partial<AskedQuestion> = {}): AskedQuestion {
  return {
    messageId: `message-${number}` as MessageId,
    appointmentId: 'appointment-1' as AppointmentId,
    sentAt: `2026-02-0${number}T09:00:00.000Z` as Instant,
    answeredAt: null,
    appointmentLive: true,
    ...over,
  }
}
const received = '2026-02-09T22:45:00.000Z' as Instant

describe('matchReply', () => {
  test('takes the most recent open question, however late', () => {
    expect(matchReply([question(1), question(3), question(2)], received)).toEqual({
      match: 'question',
      question: question(3),
    })
  })

  test('a question sent after the reply was written is not what it answers', () => {
    expect(matchReply([question(1), question(3)], question(2).sentAt)).toEqual({
      match: 'question',
      question: question(1),
    })
  })

  test('a number shared by two patients who both wait is for a person', () => {
    const other = question(2, { appointmentId: 'appointment-2' as AppointmentId })
    expect(matchReply([question(1), other], received)).toEqual({ match: 'ambiguous' })
  })

  test('a shared number is clear once the other question is answered or gone', () => {
    const answered = question(2, { appointmentId: 'appointment-2' as AppointmentId, answeredAt: received })
    const gone = question(2, { appointmentId: 'appointment-2' as AppointmentId, appointmentLive: false })
    expect(matchReply([question(1), answered], received)).toMatchObject({ match: 'question' })
    expect(matchReply([question(1), gone], received)).toMatchObject({ match: 'question', question: question(1) })
  })

  test('an answer to an offer that is gone is too late', () => {
    const gone = question(1, { appointmentLive: false })
    expect(matchReply([gone], received)).toEqual({ match: 'too_late', question: gone })
  })

  test('nothing asked, or everything answered, matches nothing', () => {
    expect(matchReply([], received)).toEqual({ match: 'nothing_asked' })
    expect(matchReply([question(1, { answeredAt: received })], received)).toEqual({ match: 'nothing_asked' })
  })
})
