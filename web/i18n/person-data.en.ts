import type { fr } from './person-data.fr.ts'

export const en: typeof fr = {
  title: 'The person’s data',
  back: 'Back to the queue',
  desk: 'Patient’s record',
  smsOn: 'Gets SMS where the number allows.',
  smsOff: 'Refuses SMS: the centre calls.',
  stopSms: 'Note that they refuse SMS',
  acceptSms: 'Accepts SMS again',
  smsStopped: 'Noted: no SMS leaves any more.',
  smsAccepted: 'Noted: SMS leave again.',
  export: 'Hand over their data',
  exportHelp: 'The whole file (JSON), for the person who asks for it; the access is logged.',
  erase: 'Erase at their request…',
  eraseTitle: 'Erase at the person’s request',
  underWay:
    'Care is under way (an open referral, an appointment or a result still owed): nothing is erased before it ends. Close the referral first.',
  erased: 'Will be erased, for good',
  nothing: 'Nothing: all that can be erased already is.',
  kinds: {
    pictures: (count: number) => (count === 1 ? '1 picture' : `${count} pictures`),
    phones: (_count: number) => 'The telephone number',
    interpreters: (_count: number) => 'The interpreter’s language',
    messages: (count: number) => (count === 1 ? 'Text and number of one SMS' : `Text and number of ${count} SMS`),
    replies: (count: number) => (count === 1 ? '1 reply received' : `${count} replies received`),
    links: (count: number) => (count === 1 ? '1 link to their page' : `${count} links to their page`),
  },
  kept: 'Will be kept, and why',
  keptRecord: (until: string) =>
    `Identity, referral, answer and letter, until ${until}: the doctor must keep a record (French public health code, art. R.4127-45), to which the right to erasure does not apply (GDPR, art. 17(3)(c)).`,
  keptLog: 'The access log, without a name: it proves who read what, this erasure included.',
  keptBackups: 'Backups already made, encrypted, until they are destroyed.',
  confirm: 'The person, or whoever represents them, asked for it; I told them what is kept.',
  confirmMissing: 'Tick the confirmation.',
  doErase: 'Erase',
  done: 'Erased. The access log keeps a trace of it.',
}
