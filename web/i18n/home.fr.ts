export const fr = {
  title: 'Se connecter à Escale',
  demoIntro:
    'Choisissez une personne fictive pour voir Escale avec ses yeux. Toutes les personnes et tous les patients de cette démonstration sont inventés.',
  nobody: 'Aucun compte de démonstration',
  nobodyHelp: 'La base est vide. L’administrateur de l’installation peut la remplir.',
  enter: (name: string) => `Entrer comme ${name}`,
  expiredTitle: 'Votre session est terminée',
  expired: 'Connectez-vous de nouveau : la page est restée telle quelle, avec votre saisie, et reviendra.',
  leavePage: 'Quitter cette page sans rien garder',
  purpose: {
    planner: 'Préparer, comparer et publier les tournées',
    gp: 'Adresser un patient et suivre la réponse',
    coordinator: 'Remplir une étape, appeler les patients, tenir la journée',
    specialist: 'Choisir ses journées et consigner les suites',
    administrator: 'Comptes, centres, réglages et journal d’accès',
  },
}
