import { DEVICE_NAME_LENGTH_MAX } from '@/lib/kernel/device-names'
import type { KeyWords } from './en'

export const fr: KeyWords = {
  title: 'Votre clé',
  foot: 'Sequr conserve votre nom, votre adresse e-mail, le téléphone qui porte votre clé et les portes que vous pouvez ouvrir. Il ne demande jamais où vous êtes.',
  cancel: 'Annuler',
  unknown: {
    title: 'Ce lien est inconnu',
    text: 'Il a peut-être été coupé dans l’e-mail. Ouvrez-le de nouveau depuis celui-ci.',
  },
  expired: {
    title: 'Ce lien a expiré',
    text: 'Votre accès n’a pas changé. Un nouveau lien prend une minute, et personne n’a à l’approuver.',
    action: 'M’envoyer un nouveau lien',
    to: (email) =>
      email
        ? `Il est envoyé à ${email}, et nulle part ailleurs.`
        : 'Il n’est envoyé qu’à votre propre adresse.',
  },
  replaced: {
    title: 'Il existe un lien plus récent',
    onItsWay: (email) =>
      `Il est en route vers ${email ?? 'votre adresse e-mail'}. Ouvrez-le sur le téléphone que vous emportez jusqu’à la porte.`,
    sent: 'Ouvrez l’e-mail le plus récent ; son lien remplace celui-ci.',
  },
  taken: {
    title: 'Ce lien a été utilisé sur un autre appareil',
    text: (organization) =>
      `Une clé n’est que sur un téléphone. Si ce n’était pas vous, signalez-la perdue maintenant et prévenez ${organization}.`,
  },
  suspended: {
    lost: {
      title: 'Cette clé a été signalée perdue',
      text: (organization) =>
        `Elle n’ouvre aucune porte. ${organization} est prévenu et peut mettre votre clé sur un nouveau téléphone ou réactiver celle-ci.`,
    },
    hold: {
      title: 'Suspendue',
      text: (organization) =>
        `Cette clé n’ouvre aucune porte pour le moment. Si vous pensez que c’est une erreur, demandez à ${organization}. Quand elle ouvrira de nouveau, cette page le dira d’elle-même.`,
    },
  },
  ended: {
    title: 'Terminée',
    text: (organization) =>
      `Cette clé n’ouvre plus aucune porte. Si vous pensez que c’est une erreur, demandez à ${organization}.`,
  },
  ready: {
    title: (name) => `${name}, votre clé est prête`,
    sender: (organization) =>
      `${organization} vous donne cette clé pour ses portes. Elle se trouvera sur le téléphone que vous portez sur vous.`,
    action: 'Continuer',
    once: 'Cela ne marche qu’une fois : dès lors, la clé n’appartient qu’à cet appareil.',
    until: (moment) => `Ce lien fonctionne jusqu’au ${moment}.`,
    unexpected:
      'Vous ne vous y attendiez pas ? Quittez la page ; rien ne se passe tant que personne n’appuie sur « Continuer ».',
  },
  steps: {
    title: 'Trois étapes',
    list: (email) => [
      {
        what: 'Ajoutez cette page à l’écran d’accueil, puis ouvrez-la de là.',
        why: 'Vous trouvez la clé aussitôt devant la porte et pouvez la lire sans réseau.',
      },
      {
        what: 'Appuyez sur « Continuer » sur ce téléphone.',
        why: `La clé est alors liée à vous${email ? ` (${email})` : ''} et à ce téléphone ; personne d’autre ne peut utiliser le lien.`,
      },
      {
        what: 'Autorisez Bluetooth et les notifications quand le téléphone le demande.',
        why: 'Bluetooth parle au lecteur, à une largeur de main ; les notifications vous disent quand vos portes changent.',
      },
    ],
    phonesTitle: 'Comment l’ajouter à l’écran d’accueil',
    iphone: {
      needs: 'iOS 16.4 ou plus récent',
      how: 'Dans Safari, appuyez sur « Partager », puis sur « Sur l’écran d’accueil ».',
    },
    android: {
      needs: 'Android 10 ou plus récent',
      how: 'Dans Chrome, ouvrez le menu, puis « Ajouter à l’écran d’accueil » ou « Installer l’application ».',
    },
  },
  computer: {
    title: 'Sur un ordinateur ?',
    text: 'Scannez ceci avec l’appareil photo du téléphone que vous emportez jusqu’à la porte.',
    alt: 'Code QR avec l’adresse de cette page',
  },
  opens: {
    title: 'Ce qu’elle ouvre',
    none: 'Aucune porte pour le moment. Elles apparaissent ici dès qu’elles sont données.',
    firstDay: (moment) => `À partir du ${moment} ; aucune porte ne s’ouvre avant.`,
    dayOne: 'Votre premier jour :',
  },
  active: {
    state: 'Active',
    since: (moment) => `Depuis le ${moment}.`,
    atDoor: 'Devant la porte, tenez le téléphone à 5 cm du lecteur, écran allumé.',
    offline: (time) => `Hors ligne, état à ${time}`,
    offlineText:
      'Cette page ne peut pas voir si la clé ouvre encore. Les portes, elles, le savent.',
  },
  phone: {
    called: (device) => `Ce téléphone : ${device}`,
    change: 'Changer le nom',
    question: 'De quel téléphone s’agit-il ?',
    why: (organization) =>
      `${organization} voit ce nom à côté de votre clé et sait ainsi de quel téléphone il s’agit si l’un d’eux est perdu.`,
    name: 'Nom de ce téléphone',
    other: 'Un autre nom',
    save: 'Enregistrer le nom',
    refusals: {
      invalid: `Un nom a au plus ${DEVICE_NAME_LENGTH_MAX} caractères : lettres, chiffres, espaces et les signes - + . , & ’ _ / ( ). Il commence par une lettre ou un chiffre.`,
      unavailable: 'Le nom a déjà été changé souvent aujourd’hui. Réessayez demain.',
    },
  },
  card: {
    action: 'Demander plutôt une carte',
    why: 'Pas de smartphone, ou vous préférez une carte ? Un appui, et un administrateur est prévenu.',
    asked:
      'Vous avez demandé une carte. Un administrateur est prévenu ; d’ici là, ce lien fonctionne toujours.',
  },
  lost: {
    action: 'La signaler perdue',
    why: 'Téléphone perdu ? La clé qu’il porte est désactivée aussitôt.',
    question: 'Signaler cette clé perdue ?',
    consequence:
      'Elle n’ouvre plus aucune porte dès cet instant. Seul un administrateur peut la réactiver ou mettre votre clé sur un nouveau téléphone.',
    confirm: 'Oui, elle est perdue',
  },
  ask: {
    title: 'Une question ?',
    contact: (contact) => [contact.name, contact.email, contact.phone].filter(Boolean).join(', '),
    organization: (organization) =>
      `Adressez-vous aux personnes qui s’occupent des bureaux de ${organization}.`,
  },
  refusals: {
    not_found: 'Ce lien est inconnu. Il a peut-être été coupé.',
    expired: 'Rien n’a été modifié : ce lien ou sa clé a pris fin entre-temps.',
    conflict:
      'Rien n’a été modifié : quelque chose s’est passé entre-temps, et cette page le montre maintenant.',
    unavailable:
      'Plusieurs liens ont déjà été envoyés aujourd’hui. Cherchez l’e-mail le plus récent ou réessayez demain.',
    noAnswer:
      'Sequr n’a pas répondu. Vérifiez la connexion et réessayez ; cette page montre si quelque chose a été modifié.',
    other: (reference) =>
      `Une erreur s’est produite de notre côté (référence ${reference}). Rien n’a été modifié.`,
  },
  app: {
    name: (organization) => `Clé ${organization}`,
    unknown: 'Clé de porte',
    short: 'Clé',
  },
}
