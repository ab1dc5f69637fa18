import type { RefusalTexts } from '../problem-texts.ts'

export const accessRefusals = {
  duty_role: {
    status: 409,
    fr: 'Seuls les médecins adresseurs et les coordinatrices sont affectés à un centre.',
    en: 'Only referring GPs and coordinators are assigned to a centre.',
  },
  duty_ends_before_start: {
    status: 400,
    fr: 'Le dernier jour précède le premier. Corrigez l’une des deux dates.',
    en: 'The last day comes before the first. Correct one of the two dates.',
  },
  duty_overlaps: {
    status: 409,
    fr: 'Cette personne est déjà affectée à ce centre à partir du {from}. Terminez d’abord cette affectation.',
    en: 'This person is already assigned to this centre from {from}. End that assignment first.',
  },
  duty_already_ends: {
    status: 409,
    fr: 'L’affectation se termine déjà à cette date ou avant. Pour la prolonger, créez-en une nouvelle.',
    en: 'The assignment already ends on that day or before. To prolong it, create a new one.',
  },
  own_account: {
    status: 409,
    fr: 'On ne ferme pas son propre compte. Demandez à un autre administrateur.',
    en: 'Nobody closes their own account. Ask another administrator.',
  },
  contact_without_way: {
    status: 422,
    fr: 'Indiquez au moins un téléphone ou une adresse internet.',
    en: 'Give at least a telephone number or a web address.',
  },
  hours_overlap: {
    status: 400,
    fr: 'Deux plages d’ouverture du même jour se chevauchent.',
    en: 'Two opening spans of the same day overlap.',
  },
  not_a_monday: {
    status: 400,
    fr: 'Une semaine de fermeture se désigne par son lundi.',
    en: 'A closed week is named by its Monday.',
  },
  step_up_needed: {
    status: 403,
    fr: 'Ce changement est sensible : confirmez d’abord qui vous êtes, puis recommencez.',
    en: 'This change is sensitive: confirm who you are first, then try again.',
  },
  sign_in_refused: {
    status: 403,
    fr: 'Cet identifiant, ce mot de passe et ce code ne vont pas ensemble. Attendez un nouveau code et recommencez.',
    en: 'This name, password and code do not go together. Wait for a new code and try again.',
  },
  passkey_refused: {
    status: 403,
    fr: 'Cette clé d’accès n’est pas reconnue ici. Essayez-en une autre, ou un autre moyen de vous connecter.',
    en: 'This passkey is not known here. Try another one, or another way to sign in.',
  },
  too_many_attempts: {
    status: 429,
    fr: 'Trop d’essais d’ici. Réessayez dans {seconds} secondes.',
    en: 'Too many attempts from here. Try again in {seconds} seconds.',
  },
  ceremony_over: {
    status: 409,
    fr: 'Cette demande a expiré ou a déjà servi. Recommencez depuis le début.',
    en: 'This request expired or was used already. Start again from the beginning.',
  },
  invitation_over: {
    status: 410,
    fr: 'Ce lien a déjà servi, a expiré ou a été remplacé. Demandez-en un nouveau à votre administrateur.',
    en: 'This link was used, has expired or was replaced. Ask your administrator for a new one.',
  },
  own_invitation: {
    status: 409,
    fr: 'On ne réinitialise pas son propre accès. Passez par « Mon compte », ou demandez à un autre administrateur.',
    en: 'Nobody resets their own access. Use “My account”, or ask another administrator.',
  },
  code_refused: {
    status: 400,
    fr: 'Ce n’est pas le code attendu. Vérifiez l’heure du téléphone et saisissez le code affiché maintenant.',
    en: 'This is not the code expected. Check the clock of the phone and type the code it shows now.',
  },
  password_too_short: {
    status: 400,
    fr: 'Choisissez une phrase d’au moins 15 caractères.',
    en: 'Choose a phrase of at least 15 characters.',
  },
  password_too_long: {
    status: 400,
    fr: 'Choisissez au plus 128 caractères.',
    en: 'Choose 128 characters at most.',
  },
  password_too_simple: {
    status: 400,
    fr: 'C’est trop facile à deviner : évitez les suites et les répétitions. Quatre mots sans lien conviennent.',
    en: 'This is too easy to guess: avoid sequences and repetition. Four unrelated words will do.',
  },
  password_too_common: {
    status: 400,
    fr: 'Ce mot de passe est trop courant : mots, noms, dates et suites connues se devinent. Quatre mots sans lien conviennent.',
    en: 'This password is too common: words, names, dates and known sequences are guessed. Four unrelated words will do.',
  },
  password_too_close: {
    status: 400,
    fr: 'C’est trop proche de votre nom ou de celui du service. Quatre mots sans lien conviennent.',
    en: 'This is too close to your name or to this service’s. Four unrelated words will do.',
  },
  password_wrong: {
    status: 403,
    fr: 'Ce n’est pas votre mot de passe actuel.',
    en: 'This is not your current password.',
  },
  way_in_known: {
    status: 409,
    fr: 'Ce moyen de connexion est déjà enregistré.',
    en: 'This way in is already registered.',
  },
  last_way_in: {
    status: 409,
    fr: 'C’est votre seul moyen de vous connecter. Ajoutez-en un autre avant de le retirer.',
    en: 'This is your only way in. Add another one before removing it.',
  },
  rpps_invalid: {
    status: 400,
    fr: 'Un numéro RPPS compte 11 chiffres, dont le dernier vérifie les autres. Relisez-le.',
    en: 'An RPPS number has 11 digits, the last of which checks the others. Read it again.',
  },
  rpps_taken: {
    status: 409,
    fr: 'Un autre compte porte déjà ce numéro RPPS.',
    en: 'Another account already has this RPPS number.',
  },
  psc_unavailable: {
    status: 503,
    fr: 'Pro Santé Connect ne répond pas. Réessayez dans quelques minutes, ou connectez-vous autrement.',
    en: 'Pro Santé Connect does not answer. Try again in a few minutes, or sign in another way.',
  },
  psc_refused: {
    status: 403,
    fr: 'Pro Santé Connect n’a pas confirmé votre identité. Recommencez ; rien n’a été ouvert.',
    en: 'Pro Santé Connect did not confirm your identity. Try again; nothing was opened.',
  },
  psc_given_up: {
    status: 403,
    fr: 'Vous n’avez pas terminé chez Pro Santé Connect : rien n’a été ouvert. Recommencez, ou connectez-vous autrement.',
    en: 'You did not finish at Pro Santé Connect: nothing was opened. Try again, or sign in another way.',
  },
  psc_level_too_low: {
    status: 403,
    fr: 'Cette authentification n’est pas assez forte. Utilisez votre carte CPS ou l’application e-CPS.',
    en: 'This authentication is not strong enough. Use your CPS card or the e-CPS application.',
  },
  psc_no_rpps: {
    status: 403,
    fr: 'Pro Santé Connect n’a pas transmis de numéro RPPS. Demandez une invitation à votre administrateur.',
    en: 'Pro Santé Connect gave no RPPS number. Ask your administrator for an invitation.',
  },
  psc_unknown_person: {
    status: 403,
    fr: 'Votre identité est confirmée, mais aucun compte n’est ouvert ici à votre numéro RPPS. Demandez-le à votre administrateur.',
    en: 'Your identity is confirmed, but no account here has your RPPS number. Ask your administrator for one.',
  },
} satisfies RefusalTexts
