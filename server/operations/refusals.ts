import type { RefusalTexts } from '../problem-texts.ts'

export const operationsRefusals = {
  too_many_requests: {
    status: 429,
    fr: 'Trop de demandes en peu de temps. Attendez {seconds} secondes, puis recommencez ; votre saisie est conservée.',
    en: 'Too many requests in a short time. Wait {seconds} seconds, then try again; what you typed is kept.',
  },
  storage_full: {
    status: 503,
    fr: 'Le disque du serveur est plein : rien n’a été enregistré. Gardez cette page ouverte et prévenez la personne qui tient le serveur.',
    en: 'The server’s disk is full: nothing was saved. Keep this page open and tell whoever runs the server.',
  },
  storage_read_only: {
    status: 503,
    fr: 'Le serveur ne peut plus écrire sur son disque : rien n’a été enregistré. Gardez cette page ouverte et prévenez la personne qui tient le serveur.',
    en: 'The server can no longer write to its disk: nothing was saved. Keep this page open and tell whoever runs the server.',
  },
  storage_busy: {
    status: 503,
    fr: 'Le serveur est très occupé et n’a rien enregistré. Recommencez dans quelques secondes.',
    en: 'The server is very busy and saved nothing. Try again in a few seconds.',
  },
  storage_unreachable: {
    status: 503,
    fr: 'La base de données ne répond pas : rien n’a été enregistré. Recommencez dans un instant ; si cela dure, prévenez la personne qui tient le serveur.',
    en: 'The database does not answer: nothing was saved. Try again in a moment; if it lasts, tell whoever runs the server.',
  },
  storage_damaged: {
    status: 503,
    fr: 'La base de données est endommagée : rien n’a été enregistré. Prévenez la personne qui tient le serveur ; elle doit restaurer la dernière sauvegarde.',
    en: 'The database is damaged: nothing was saved. Tell whoever runs the server; the last backup must be restored.',
  },
} satisfies RefusalTexts
