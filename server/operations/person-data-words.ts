import type { RetentionRules } from '../../shared/operations.ts'

/** What a person is told with their data (GDPR, article 15(1)): what for, who sees them, for how long, and their rights. */
export function personDataWords(rules: RetentionRules): { fr: string[]; en: string[] } {
  const { pictureDays, phoneMonths, referralMonths, messageDays, accessLogMonths } = rules
  return {
    fr: [
      'Ces données servent à vous adresser à une unité mobile de consultation spécialisée, à vous y donner un rendez-vous, à vous prévenir et à rendre compte à votre centre de santé. Elles viennent de vous et du médecin qui vous a adressé.',
      'Les voient : les médecins et la coordination de votre centre, et le spécialiste qui vous reçoit. Ceux qui organisent les tournées n’en voient que des nombres. L’opérateur de SMS reçoit votre numéro et le texte des messages, qui ne disent ni pourquoi ni qui.',
      `Elles sont gardées : les photos ${pictureDays} jours après la réponse, votre numéro ${phoneMonths} mois après le dernier rendez-vous, les SMS ${messageDays} jours, le dossier ${referralMonths} mois, les traces de consultation ${accessLogMonths} mois.`,
      'Auprès de votre centre, vous pouvez faire corriger ces données, refuser les SMS, et demander l’effacement de ce que la loi n’oblige pas à garder. Vous pouvez adresser une réclamation à la CNIL (www.cnil.fr).',
    ],
    en: [
      'These data serve to refer you to a mobile unit of specialist consultation, to give you an appointment there, to keep you informed and to report to your health centre. They come from you and from the doctor who referred you.',
      'They are seen by the doctors and coordinators of your centre, and by the specialist who receives you. Whoever organises the tours sees numbers alone. The SMS operator receives your number and the text of messages, which say neither why nor who.',
      `They are kept: pictures ${pictureDays} days after the answer, your number ${phoneMonths} months after the last appointment, SMS ${messageDays} days, the record ${referralMonths} months, the traces of who read it ${accessLogMonths} months.`,
      'At your centre you may have these data corrected, refuse SMS, and ask for the erasure of what the law does not require to keep. You may complain to the CNIL (www.cnil.fr).',
    ],
  }
}
