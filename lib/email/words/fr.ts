import type { Words } from './en'

export const fr: Words = {
  from: (organization) => `${organization} via Sequr`,
  doors: (count) => (count <= 1 ? `${count} porte` : `${count} portes`),
  people: (count) => (count <= 1 ? `${count} personne` : `${count} personnes`),
  days: (count) => (count <= 1 ? `${count} jour` : `${count} jours`),
  questions: 'Une question ?',
  askContact: (names) => `Adressez-vous à ${names.list}.`,
  askOrganization: (d) =>
    `Adressez-vous aux personnes qui s’occupent des bureaux de ${d.organization}.`,
  invitation: {
    subjects: (d) => [
      `Votre clé pour ${d.organization} ${d.property}`,
      `Votre clé pour ${d.property} est prête`,
      `Votre clé pour ${d.organization} est prête`,
      'Votre clé de porte est prête',
    ],
    subjectMany: (d) => [
      `Vos clés pour ${d.organization} sont prêtes`,
      'Vos clés de porte sont prêtes',
    ],
    preview: (d) => `Installez-la sur votre téléphone avant le ${d.moment}. Une minute suffit.`,
    greetings: {
      new: (d) => `Bonjour ${d.firstName}, votre clé est prête`,
      back: (d) => `Heureux de vous revoir, ${d.firstName}`,
      again: (d) => `Bonjour ${d.firstName}, voici votre nouveau lien`,
    },
    because: {
      entra: (d) =>
        `${d.organization} vous a ajouté dans Microsoft. Voici votre clé pour ses portes ; elle se trouve sur votre téléphone.`,
      local: (d) =>
        `${d.organization} vous a ajouté à son annuaire. Voici votre clé pour ses portes ; elle se trouve sur votre téléphone.`,
      back: (d) =>
        `${d.organization} vous ouvre de nouveau ses portes. Cette clé est nouvelle : elle remplace l’ancienne, qui reste désactivée.`,
      again: (d) =>
        `Ce lien remplace le précédent pour votre clé de ${d.organization}. Le précédent ne fonctionne plus.`,
    },
    button: 'Installer ma clé',
    qrAlt: 'Code QR avec le lien du bouton ci-dessus',
    qr: 'Sur un ordinateur ? Scannez le code avec l’appareil photo du téléphone.',
    typeIt: 'Ou saisissez cette adresse sur le téléphone :',
    phones: ['iPhone sous iOS 16.4 ou plus récent', 'Android 10 ou plus récent'],
    noStore:
      'Aucune boutique d’applications : votre clé est une page à garder sur l’écran d’accueil.',
    stepsTitle: 'Trois étapes',
    steps: (d) => [
      {
        what: 'Ouvrez le lien sur votre téléphone.',
        why: 'La clé se trouvera sur le téléphone que vous emportez jusqu’à la porte.',
      },
      {
        what: 'Appuyez sur « Continuer ».',
        why: `La clé est alors liée à vous (${d.email}) et à ce téléphone ; personne d’autre ne peut utiliser le lien.`,
      },
      {
        what: 'Ajoutez la page à l’écran d’accueil.',
        why: 'Vous la trouvez aussitôt devant la porte, sans chercher ce message.',
      },
    ],
    opensTitle: 'Ce qu’elle ouvre',
    noDoors: 'Aucune porte pour l’instant. Elles apparaîtront d’elles-mêmes sur la page.',
    firstDay: (d) => `Votre premier jour est le ${d.moment}.`,
    dayOne: 'Pour votre premier jour :',
    atDoorTitle: 'Devant la porte',
    atDoor: 'Tenez le téléphone à 5 cm du lecteur, écran allumé.',
    untilTitle: 'Durée du lien',
    until: (d) =>
      `Jusqu’au ${d.moment}, et une seule fois. Ensuite, ouvrez la même page et demandez-en un nouveau ; personne n’a à l’approuver.`,
    otherTitle: 'Pas de smartphone, ou perdu ?',
    card: 'Demander une carte à la place',
    cardWhy: 'Une pression sur la page, et l’administration est prévenue.',
    lost: 'Signaler un téléphone perdu',
    lostWhy: 'La clé qu’il contient est aussitôt désactivée.',
    privacy:
      'La page conserve votre nom, votre adresse e-mail et les portes que vous pouvez ouvrir. Elle ne demande jamais votre position.',
    unexpected: (d) =>
      `Vous ne vous y attendiez pas ? Ignorez ce message ou prévenez ${d.organization}. Le lien ne fait rien tant que personne n’appuie sur « Continuer ».`,
  },
  reminder: {
    subjects: (d) => [
      `Encore ${d.days} pour votre clé ${d.organization}`,
      `Encore ${d.days} pour votre clé de porte`,
    ],
    preview: (d) => `Le lien fonctionne jusqu’au ${d.moment}.`,
    heading: (d) => `${d.firstName}, votre clé attend toujours`,
    body: (d) =>
      `Votre clé pour ${d.organization} est prête, mais elle n’est encore sur aucun téléphone. Le lien fonctionne jusqu’au ${d.moment}.`,
    after: 'Plus tard, la même page vous donne un nouveau lien.',
    last: 'Ceci est le dernier rappel.',
    done: 'Vous utilisez une carte, ou n’avez pas besoin de la clé ? Alors il n’y a rien à faire.',
  },
  changed: {
    subjects: (d) => [
      `Votre accès chez ${d.organization} a changé`,
      'Votre accès aux portes a changé',
    ],
    preview: 'Ce que votre clé ouvre désormais.',
    heading: 'Votre accès a changé',
    hello: (d) =>
      `Bonjour ${d.firstName}, ${d.organization} a modifié les lieux que vous pouvez ouvrir.`,
    nothingToDo: 'Vous n’avez rien à faire.',
    newKey: 'Votre ancienne clé y reste désactivée ; configurez la nouvelle sur votre téléphone.',
    gained: 'Vous pouvez maintenant ouvrir',
    lost: 'Vous ne pouvez plus ouvrir',
    others: 'Tout le reste est inchangé.',
  },
  ended: {
    subjects: (d) => [
      `Votre accès chez ${d.organization} a pris fin`,
      'Votre accès aux portes a pris fin',
    ],
    preview: 'Votre clé est désactivée.',
    heading: 'Votre accès a pris fin',
    body: (d) =>
      `Bonjour ${d.firstName}, votre clé pour ${d.organization} n’ouvre plus aucune porte. Vous pouvez retirer la page de votre téléphone.`,
  },
  revoked: {
    subjects: (d) => [
      `Votre clé pour ${d.organization} est désactivée`,
      'Votre clé de porte est désactivée',
    ],
    preview: 'Elle n’ouvre plus de portes.',
    heading: 'Votre clé est désactivée',
    body: (d) =>
      `Bonjour ${d.firstName}, votre clé mobile pour ${d.organization}, ${d.property}, n’ouvre plus aucune porte. Si vous en recevez une nouvelle, elle arrive dans un e-mail à elle.`,
  },
  newPhone: {
    subjects: (d) => [
      `Clé ${d.organization} : nouveau téléphone`,
      'Votre clé est sur un nouveau téléphone',
    ],
    preview: 'L’ancien téléphone n’ouvre plus les portes.',
    heading: 'Votre clé est sur un nouveau téléphone',
    body: (d) =>
      `Bonjour ${d.firstName}, votre clé pour ${d.organization} a été installée sur ${d.device} le ${d.moment}. Le téléphone qui la portait n’ouvre plus aucune porte.`,
    notYou: 'Ce n’était pas vous ? Prévenez aussitôt :',
  },
  emailChanged: {
    subjects: (d) => [
      `Nouvelle adresse pour votre clé ${d.organization}`,
      'Nouvelle adresse e-mail pour votre clé',
    ],
    preview: 'Votre clé reste telle quelle.',
    heading: 'Votre adresse e-mail a changé',
    body: (d) =>
      `Bonjour ${d.firstName}, ${d.organization} a changé votre adresse e-mail. Les messages au sujet de votre clé arrivent désormais ici. La clé reste sur votre téléphone et ouvre ce qu’elle ouvrait avant.`,
    notYou: 'Est-ce une erreur ? Dites-le-nous :',
  },
  signIn: {
    subject: 'Votre lien de connexion à Sequr',
    preview: 'Il fonctionne une fois, pendant 15 minutes.',
    heading: 'Se connecter à Sequr',
    body: 'Appuyez sur le bouton sur l’appareil où vous avez demandé le lien. Il fonctionne une fois, pendant 15 minutes.',
    button: 'Se connecter',
    unexpected:
      'Vous n’avez rien demandé ? Ignorez ce message ; sans le lien, personne ne peut se connecter.',
  },
  setUp: {
    subjects: (d) => [
      `Aidez à relier ${d.organization} à Microsoft`,
      'Aidez à relier Microsoft Entra à Sequr',
    ],
    preview: (d) => `Trois étapes chez Microsoft. Le lien fonctionne jusqu’au ${d.moment}.`,
    heading: (d) => `${d.invitedBy} demande votre aide`,
    body: (d) =>
      `${d.organization} laisse Microsoft Entra ID (Azure AD) décider, grâce à Sequr, qui peut ouvrir ses portes. ${d.invitedBy} vous demande la partie qui exige un administrateur Microsoft.`,
    button: 'Ouvrir la configuration',
    stepsTitle: 'Ce que vous ferez',
    steps: [
      'Connectez-vous à Microsoft et permettez à Sequr de lire l’annuaire.',
      'Créez le jeton avec lequel Entra joint Sequr.',
      'Suivez la liste pour Azure ; elle se coche d’elle-même au fur et à mesure.',
    ],
    until: (d) =>
      `Le lien fonctionne jusqu’au ${d.moment}, une fois, dans le navigateur où vous l’ouvrez, et pour cette configuration seulement. Vous n’avez pas besoin de compte Sequr.`,
    unexpected: (d) =>
      `Vous ne connaissez ni ${d.invitedBy} ni ${d.organization} ? Ignorez ce message ; sans vous, rien ne se passe.`,
  },
  siteContact: {
    subjects: (d) => [`Sans réponse à ${d.property} : ${d.doors}`, `Sans réponse : ${d.doors}`],
    preview: 'Elles laissent peut-être encore entrer quelqu’un dont l’accès a pris fin.',
    heading: (d) => `Veuillez vérifier des portes de ${d.property}`,
    body: (d) =>
      `Le ${d.moment}, l’accès de ${d.person} à ${d.property} a été retiré. Les portes ci-dessous n’ont pas interrogé Sequr depuis. Si leur liaison est coupée, elles laissent peut-être encore entrer ${d.person}.`,
    silent: (d) => `Sans réponse depuis le ${d.moment}. Contrôleur : ${d.controller}.`,
    stepsTitle: 'Que faire',
    steps: (d) => [
      'Vérifiez le contrôleur : son courant et son réseau.',
      `Jusqu’à son retour, faites surveiller ces portes. Si ${d.person} vient, demandez la clé ou la carte.`,
      'Si la réparation n’est pas possible aujourd’hui, fermez ces portes à la main.',
    ],
    after:
      'Quand le contrôleur sera de retour, Sequr le verra de lui-même ; vous n’avez rien à signaler.',
    why: (d) =>
      `${d.askedBy} a demandé à Sequr de vous prévenir, car ${d.organization} vous désigne comme contact de ${d.property}.`,
  },
  alert: {
    since: (d) => `Depuis le ${d.moment}.`,
    affected: (d) => `Cela concerne ${d.people} et ${d.doors}.`,
    stillWorks: 'Ce qui fonctionne encore',
    why: (d) =>
      `Vous recevez ce message parce que vous vous occupez de ${d.organization} dans Sequr. Les destinataires se choisissent sous « E-mails », « Settings ».`,
    fixedPreview: 'Vous n’avez rien à faire.',
    entra_quiet: {
      subject: () => 'Microsoft Entra ne répond plus',
      what: (d) =>
        `Rien n’est arrivé de Microsoft Entra depuis ${d.count}. Les arrivées et les changements attendent, et ceux qui partent dans Microsoft gardent leurs portes jusqu’à son retour.`,
      works:
        'Chaque porte s’ouvre à ceux qui avaient déjà accès. Vous pouvez retirer un accès à la main.',
      button: 'Voir l’intégration',
      fixed: () => 'Microsoft Entra est de retour',
      fixedWhat: 'Microsoft Entra appelle de nouveau. Ce qui attendait arrive maintenant.',
    },
    updates_missing: {
      subject: () => 'Update est peut-être désactivé dans Entra',
      what: () =>
        'Des personnes arrivent de Microsoft Entra, mais depuis une semaine ou plus il n’a modifié personne. Update est peut-être désactivé dans son mappage des utilisateurs. Alors il n’annonce pas non plus les départs : ceux qui partent garderaient leurs portes.',
      works:
        'Les nouveaux reçoivent leurs portes et leurs clés. Vous pouvez retirer un accès à la main.',
      button: 'Voir où l’activer',
      fixed: () => 'Entra envoie de nouveau des changements',
      fixedWhat: 'Microsoft Entra a modifié quelqu’un : Update est donc activé.',
    },
    sync_failing: {
      subject: () => 'Les changements d’Entra échouent',
      what: (d) =>
        `Requêtes de Microsoft Entra qui n’ont pas pu être exécutées : ${d.count}. Les personnes concernées restent comme elles étaient.`,
      works: 'Ce qui a été compris est fait. Entra réessaie le reste de lui-même.',
      button: 'Voir les échecs',
      fixed: () => 'Les changements d’Entra arrivent à nouveau',
      fixedWhat: 'Les requêtes de Microsoft Entra sont de nouveau exécutées sans échec.',
    },
    removals_held: {
      subject: () => 'Des retraits attendent votre décision',
      what: (d) =>
        `Plus de personnes que votre limite perdraient l’accès : ${d.count}. Rien n’a été retiré ; la décision vous attend.`,
      works:
        'Ces personnes gardent leurs portes jusqu’à votre décision. Un départ n’est jamais retenu.',
      button: 'Décider maintenant',
      fixed: () => 'Les retraits retenus sont décidés',
      fixedWhat: 'Plus aucun retrait n’attend.',
    },
    losses_applied: {
      subject: (d) => `Règles modifiées, accès perdu : ${d.count}`,
      what: (d) =>
        `${d.detail} : ${d.count} ont perdu un accès, une clé ou un rôle, plus que votre limite. Le nombre a été confirmé à l’application.`,
      works:
        'Les autres gardent leurs portes. La version précédente peut être rétablie après un aperçu.',
      button: 'Voir ce qui a changé',
      fixed: () => 'Règles modifiées, accès perdu',
      fixedWhat: 'La modification est appliquée.',
    },
    token_ending: {
      subject: (d) => `Le jeton d’Entra expire dans ${d.days}`,
      what: (d) =>
        `Le jeton qui se termine par …${d.detail}, avec lequel Microsoft Entra atteint Sequr, expire dans ${d.days}. Ensuite plus rien n’arrive, pas même les départs.`,
      works: 'Jusque-là tout fonctionne. Un nouveau jeton peut être placé à côté de l’ancien.',
      button: 'Créer un nouveau jeton',
      fixed: () => 'Le jeton d’Entra est renouvelé',
      fixedWhat: 'Le jeton qui allait expirer a été remplacé ou révoqué.',
    },
    permission_lost: {
      subject: () => 'Microsoft a retiré une autorisation',
      what: (d) =>
        `Sequr ne peut plus lire tout l’annuaire chez Microsoft (${d.detail}) : il ne peut pas proposer de groupes avant leur arrivée.`,
      works:
        'Les personnes et les changements qu’Entra envoie arrivent toujours, et chaque porte fonctionne.',
      button: 'Reconnecter',
      fixed: () => 'L’autorisation chez Microsoft est revenue',
      fixedWhat: 'Sequr peut de nouveau lire l’annuaire chez Microsoft.',
    },
    doors_unconfirmed: {
      subject: (d) => `Pas encore confirmé : ${d.count}`,
      what: (d) =>
        `Un accès a été retiré, et ${d.detail} n’a pas donné signe de vie depuis. Si la liaison est coupée, ses portes (${d.count}) laissent peut-être encore entrer ceux dont elles se souviennent.`,
      works: 'Sequr dit non dès le premier instant, et les autres portes demandent à chaque fois.',
      button: 'Voir les contrôleurs',
      fixed: () => 'Les portes ont confirmé',
      fixedWhat: 'Chaque contrôleur a donné signe de vie depuis le dernier retrait d’accès.',
    },
    keys_not_picked_up: {
      subject: (d) => `Clés non installées : ${d.count}`,
      what: (d) =>
        `Une clé a été envoyée il y a plus d’une semaine et n’est sur aucun téléphone : ${d.count}. Quelqu’un attend peut-être devant une porte.`,
      works: 'Ces clés attendent. Toutes les autres fonctionnent.',
      button: 'Voir de qui il s’agit',
      fixed: () => 'Toutes les clés sont installées',
      fixedWhat: 'Plus personne n’attend avec une clé jamais installée.',
    },
  },
}
