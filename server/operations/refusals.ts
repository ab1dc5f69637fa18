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
  upload_infected: {
    status: 422,
    fr: 'L’antivirus a trouvé un programme malveillant dans ce fichier : rien n’a été gardé. Ne l’ouvrez pas et ne l’envoyez à personne ; prévenez qui s’occupe de votre informatique, puis joignez-en un autre.',
    en: 'The antivirus found malicious software in this file: nothing was kept. Do not open it nor send it to anybody; tell whoever looks after your computers, then attach another one.',
  },
  upload_unscanned: {
    status: 503,
    fr: 'L’antivirus du serveur n’a pas pu vérifier ce fichier, qui n’a pas été gardé. Réessayez dans un instant ; si cela dure, prévenez la personne qui tient le serveur.',
    en: 'The server’s antivirus could not check this file, which was not kept. Try again in a moment; if it lasts, tell whoever runs the server.',
  },
  care_under_way: {
    status: 409,
    fr: 'Des soins sont en cours pour cette personne : adressage ouvert, rendez-vous tenu ou résultat attendu. Rien ne s’efface avant leur fin ; clôturez d’abord l’adressage.',
    en: 'This person’s care is under way: an open referral, an appointment or a result still owed. Nothing is erased before it ends; close the referral first.',
  },
  erasure_changed: {
    status: 409,
    fr: 'Ce qui peut être effacé a changé depuis que vous l’avez lu. Rien n’a été effacé : relisez, puis confirmez de nouveau.',
    en: 'What can be erased has changed since you read it. Nothing was erased: read it again, then confirm again.',
  },
  backup_exists: {
    status: 409,
    fr: 'Ce fichier existe déjà. Choisissez un autre nom : une sauvegarde n’en remplace jamais une autre.',
    en: 'This file already exists. Choose another name: one backup never replaces another.',
  },
  nothing_to_back_up: {
    status: 409,
    fr: 'Il n’y a pas de base à cet endroit. Vérifiez ESCALE_MODE, ESCALE_DATA et DATABASE_URL.',
    en: 'There is no database there. Check ESCALE_MODE, ESCALE_DATA and DATABASE_URL.',
  },
  not_a_backup: {
    status: 422,
    fr: 'Ce fichier n’est pas une sauvegarde d’Escale.',
    en: 'This file is not an Escale backup.',
  },
  unknown_backup_key: {
    status: 422,
    fr: 'Cette sauvegarde est chiffrée avec la clé « {keyId} », absente du trousseau. Remettez cette clé dans le fichier de clés.',
    en: 'This backup is encrypted with key “{keyId}”, which is not in the key file. Put that key back in the key file.',
  },
  damaged_backup: {
    status: 422,
    fr: 'Cette sauvegarde est abîmée, tronquée, ou chiffrée avec une autre clé du même nom. Prenez-en une autre.',
    en: 'This backup is damaged, cut short, or encrypted with another key of the same name. Take another one.',
  },
  newer_backup: {
    status: 422,
    fr: 'Cette sauvegarde vient d’une version plus récente d’Escale. Installez cette version, puis recommencez.',
    en: 'This backup comes from a newer version of Escale. Install that version, then try again.',
  },
  restore_target_not_empty: {
    status: 409,
    fr: 'La base de destination contient déjà des données. Donnez une base vide, ou ajoutez --replace pour la remplacer.',
    en: 'The target database already holds data. Give an empty one, or add --replace to replace it.',
  },
  restore_target_in_use: {
    status: 409,
    fr: 'L’application tourne sur cette base. Arrêtez-la avant de remplacer ses données.',
    en: 'The application is running on this database. Stop it before replacing its data.',
  },
  restore_differs: {
    status: 500,
    fr: 'Ce qui a été restauré diffère de la sauvegarde (tables : {tables}). Rien n’a été remplacé ; recommencez.',
    en: 'What was restored differs from the backup (tables: {tables}). Nothing was replaced; try again.',
  },
} satisfies RefusalTexts
