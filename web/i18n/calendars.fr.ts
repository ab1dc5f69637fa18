export const fr = {
  calendars: 'Calendriers',
  title: 'S’abonner à un calendrier',
  explained:
    'Adresses secrètes à coller dans Thunderbird, Google Agenda ou Outlook. Elles disent où et quand l’unité reçoit et qui consulte, jamais un patient. Révoquez une adresse partagée par erreur.',
  kind: { unit: 'Unité', centre: 'Centre', specialist: 'Spécialiste' },
  copy: 'Copier l’adresse',
  copied: (name: string) => `Adresse du calendrier de ${name} copiée.`,
  revoke: 'Révoquer',
  revokeForGood: 'Révoquer pour tous ses abonnés',
  revoked: (name: string) => `L’ancienne adresse du calendrier de ${name} ne fonctionne plus.`,
  daysBefore: (days: number) => (days === 1 ? 'la veille' : `${days}\u00a0jours avant`),
  reminders: (moments: string) =>
    `Thunderbird et Calendrier d’Apple vous rappellent chacune de vos journées ${moments}. Google Agenda et Outlook ne suivent que les rappels que vous y réglez vous-même.`,
}
