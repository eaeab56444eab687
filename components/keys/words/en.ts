import { DEVICE_NAME_LENGTH_MAX } from '@/lib/kernel/device-names'

/** What sentences are given: values that are written out already. */
interface Contact {
  name: string
  email: string
  phone: string
}

/**
 * Every sentence of the key's page. The other languages have the type of this object, so a
 * sentence that one of them misses does not compile. Names and dates arrive written out.
 */
export const en = {
  title: 'Your key',
  foot: 'Sequr keeps your name, your e-mail address, which phone has your key and which doors you may open. It never asks where you are.',
  cancel: 'Cancel',
  unknown: {
    title: 'This link is not known',
    text: 'It may have been cut short in the e-mail. Open it again from there.',
  },
  expired: {
    title: 'This link has run out',
    text: 'Your access has not changed. A new link takes a minute, and nobody has to approve it.',
    action: 'Send me a new link',
    to: (email: string | null) =>
      email ? `It goes to ${email}, and nowhere else.` : 'It goes to your own address alone.',
  },
  replaced: {
    title: 'There is a newer link',
    onItsWay: (email: string | null) =>
      `It is on its way to ${email ?? 'your e-mail address'}. Open it on the phone that you carry to the door.`,
    sent: 'Open the newest e-mail; its link replaces this one.',
  },
  taken: {
    title: 'This link was used on another device',
    text: (organization: string) =>
      `A key lives on one phone. If that was not you, report it lost now and tell ${organization}.`,
  },
  suspended: {
    lost: {
      title: 'This key was reported lost',
      text: (organization: string) =>
        `It opens no door. ${organization} was told, and can put your key on a new phone or switch this one on again.`,
    },
    hold: {
      title: 'Suspended',
      text: (organization: string) =>
        `This key opens no door for now. If you think that is wrong, ask ${organization}. When it opens again, this page says so by itself.`,
    },
  },
  ended: {
    title: 'Ended',
    text: (organization: string) =>
      `This key opens no door any more. If you think that is wrong, ask ${organization}.`,
  },
  ready: {
    title: (name: string) => `${name}, your key is ready`,
    sender: (organization: string) =>
      `${organization} gives you this key to its doors. It will live on the phone that you carry.`,
    action: 'Continue',
    once: 'It works once: from then on the key belongs to this device alone.',
    until: (moment: string) => `This link works until ${moment}.`,
    unexpected:
      'You did not expect this? Leave the page; nothing happens until somebody presses Continue.',
  },
  steps: {
    title: 'Three steps',
    list: (email: string | null) => [
      {
        what: 'Put this page on your home screen, and open it from there.',
        why: 'You find the key at the door at once, and can read it without a signal.',
      },
      {
        what: 'Press Continue on that phone.',
        why: `It ties the key to you${email ? ` (${email})` : ''} and to that phone, so that nobody else can use the link.`,
      },
      {
        what: 'Allow Bluetooth and notifications when your phone asks.',
        why: 'Bluetooth speaks to the reader, a hand’s breadth away; notifications tell you when your doors change.',
      },
    ],
    phonesTitle: 'How to put it on the home screen',
    iphone: {
      needs: 'iOS 16.4 or later',
      how: 'In Safari, press Share, then “Add to Home Screen”.',
    },
    android: {
      needs: 'Android 10 or later',
      how: 'In Chrome, open the menu, then “Add to home screen” or “Install app”.',
    },
  },
  computer: {
    title: 'On a computer?',
    text: 'Scan this with the camera of the phone that you carry to the door.',
    alt: 'QR code with the address of this page',
  },
  opens: {
    title: 'What it opens',
    none: 'No doors at the moment. They appear here when they are given.',
    firstDay: (moment: string) => `From ${moment} on; no door opens before.`,
    dayOne: 'On your first day:',
  },
  active: {
    state: 'Active',
    since: (moment: string) => `Since ${moment}.`,
    atDoor: 'At the door, hold the phone 5 cm from the reader with the screen on.',
    offline: (time: string) => `Offline, as of ${time}`,
    offlineText: 'This page cannot see now whether the key still opens. The doors know.',
  },
  phone: {
    called: (device: string) => `This phone: ${device}`,
    change: 'Change name',
    question: 'Which phone is this?',
    why: (organization: string) =>
      `${organization} sees the name beside your key, and so knows which phone is meant when one is lost.`,
    name: 'Name of this phone',
    other: 'Another name',
    save: 'Save name',
    refusals: {
      invalid: `A name has at most ${DEVICE_NAME_LENGTH_MAX} characters: letters, digits, spaces and the signs - + . , & ’ _ / ( ). It begins with a letter or a digit.`,
      unavailable: 'The name was changed often today. Try again tomorrow.',
    },
  },
  card: {
    action: 'Ask for a card instead',
    why: 'No smartphone, or you prefer a card? One press, and an administrator is told.',
    asked:
      'You asked for a card. An administrator was told; until you have it, this link still works.',
  },
  lost: {
    action: 'Report it lost',
    why: 'Lost the phone? The key on it stops at once.',
    question: 'Report this key lost?',
    consequence:
      'It opens no door from this moment on. Only an administrator can switch it on again or put your key on a new phone.',
    confirm: 'Yes, it is lost',
  },
  ask: {
    title: 'Questions?',
    contact: (contact: Contact) =>
      [contact.name, contact.email, contact.phone].filter(Boolean).join(', '),
    organization: (organization: string) =>
      `Ask the people who look after ${organization}’s offices.`,
  },
  /** Why a press did nothing. The page behind it shows how things stand. */
  refusals: {
    not_found: 'This link is not known. It may have been cut short.',
    expired: 'Nothing was changed: this link or its key has ended meanwhile.',
    conflict: 'Nothing was changed: something happened meanwhile, and this page shows it now.',
    unavailable: 'Several links went out today. Look for the newest e-mail, or try again tomorrow.',
    noAnswer:
      'Sequr did not answer. Check the connection and try again; this page shows whether anything was changed.',
    other: (reference: string) =>
      `Something went wrong on our side (reference ${reference}). Nothing was changed.`,
  },
  /** How the page is called on a home screen. */
  app: {
    name: (organization: string) => `${organization} key`,
    unknown: 'Door key',
    short: 'Key',
  },
}

export type KeyWords = typeof en
