import type {
  Alert,
  Colleague,
  Days,
  Moment,
  Names,
  Organization,
  Person,
  Place,
  SilentDoors,
} from './values'

/**
 * Every sentence of every e-mail. The other languages have the type of this object, so a sentence
 * that one of them misses does not compile. Values arrive written out: dates, numbers and lists
 * are made by Intl for the reader's language before they come here.
 */
export const en = {
  from: (organization: string) => `${organization} via Sequr`,
  doors: (count: number) => (count === 1 ? '1 door' : `${count} doors`),
  people: (count: number) => (count === 1 ? '1 person' : `${count} people`),
  days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
  questions: 'Questions?',
  askContact: (names: Names) => `Ask ${names.list}.`,
  askOrganization: (d: Organization) =>
    `Ask the people who look after ${d.organization}’s offices.`,
  invitation: {
    subjects: (d: Organization & Place) => [
      `Your key to ${d.organization} ${d.property} is ready`,
      `Your key to ${d.property} is ready`,
      `Your key to ${d.organization} is ready`,
      'Your door key is ready',
    ],
    subjectMany: (d: Organization) => [
      `Your keys to ${d.organization} are ready`,
      'Your door keys are ready',
    ],
    preview: (d: Moment) => `Set it up on your phone before ${d.moment}. Takes about a minute.`,
    greetings: {
      new: (d: Person) => `Hello ${d.firstName}, your key is ready`,
      back: (d: Person) => `Welcome back, ${d.firstName}`,
      again: (d: Person) => `Hello ${d.firstName}, here is your new link`,
    },
    because: {
      entra: (d: Organization) =>
        `${d.organization} added you in Microsoft. This is your key to its doors; it lives on your phone.`,
      local: (d: Organization) =>
        `${d.organization} added you to its directory. This is your key to its doors; it lives on your phone.`,
      back: (d: Organization) =>
        `${d.organization} opened its doors to you again. This is a new key: it replaces your old one, which stays switched off.`,
      again: (d: Organization) =>
        `This link replaces the earlier one for your key at ${d.organization}. The earlier one no longer works.`,
    },
    button: 'Set up my key',
    qrAlt: 'QR code with the link of the button above',
    qr: 'On a computer? Scan with your phone’s camera.',
    typeIt: 'Or type this address on your phone:',
    phones: ['iPhone with iOS 16.4 or later', 'Android 10 or later'],
    noStore: 'No app store needed: your key is a page that you keep on your home screen.',
    stepsTitle: 'Three steps',
    steps: (d: { email: string }) => [
      {
        what: 'Open the link on your phone.',
        why: 'The key will live on the phone that you carry to the door.',
      },
      {
        what: 'Press Continue.',
        why: `This ties the key to you (${d.email}) and to that phone, so that nobody else can use the link.`,
      },
      {
        what: 'Add the page to your home screen.',
        why: 'You find it at the door at once, without looking for this e-mail.',
      },
    ],
    opensTitle: 'What it opens',
    noDoors: 'No doors yet. They appear on the page by themselves.',
    firstDay: (d: Moment) => `Your first day is ${d.moment}.`,
    dayOne: 'On your first day:',
    atDoorTitle: 'At the door',
    atDoor: 'Hold the phone 5 cm from the reader, with the screen on.',
    untilTitle: 'How long the link works',
    until: (d: Moment) =>
      `Until ${d.moment}, and once. After that, open the same page and ask for a new one; nobody has to approve it.`,
    otherTitle: 'No smartphone, or lost it?',
    card: 'Ask for a card instead',
    cardWhy: 'One press on the page, and an administrator is told.',
    lost: 'Report a lost phone',
    lostWhy: 'The key on it stops at once.',
    privacy:
      'The page keeps your name, your e-mail address and which doors you may open. It never asks for your location.',
    unexpected: (d: Organization) =>
      `You did not expect this? Ignore it, or tell ${d.organization}. The link does nothing until somebody presses Continue.`,
  },
  reminder: {
    subjects: (d: Organization & Days) => [
      `${d.days} left to set up your ${d.organization} key`,
      `${d.days} left to set up your door key`,
    ],
    preview: (d: Moment) => `The link works until ${d.moment}.`,
    heading: (d: Person) => `${d.firstName}, your key is still waiting`,
    body: (d: Organization & Moment) =>
      `Your key to ${d.organization} is ready, but it is on no phone yet. The link works until ${d.moment}.`,
    after: 'Later than that, the same page gives you a new link.',
    last: 'This is the last reminder.',
    done: 'You use a card, or do not need the key? Then there is nothing to do.',
  },
  changed: {
    subjects: (d: Organization) => [
      `Your access at ${d.organization} changed`,
      'Your door access changed',
    ],
    preview: 'What your key opens from now on.',
    heading: 'Your access changed',
    hello: (d: Person & Organization) =>
      `Hello ${d.firstName}, ${d.organization} changed which of its places you may open.`,
    nothingToDo: 'Nothing is left for you to do.',
    newKey: 'Your earlier key there stays switched off; set up the new one on your phone.',
    gained: 'You can now open',
    lost: 'You can no longer open',
    others: 'Everything else stays as it was.',
  },
  ended: {
    subjects: (d: Organization) => [
      `Your access at ${d.organization} has ended`,
      'Your door access has ended',
    ],
    preview: 'Your key is switched off.',
    heading: 'Your access has ended',
    body: (d: Person & Organization) =>
      `Hello ${d.firstName}, your key to ${d.organization} no longer opens any door. You can remove the page from your phone.`,
  },
  revoked: {
    subjects: (d: Organization) => [
      `Your key to ${d.organization} is switched off`,
      'Your door key is switched off',
    ],
    preview: 'It no longer opens doors.',
    heading: 'Your key is switched off',
    body: (d: Person & Organization & Place) =>
      `Hello ${d.firstName}, your mobile key to ${d.organization}, ${d.property}, no longer opens any door. If you get a new one, it comes in an e-mail of its own.`,
  },
  newPhone: {
    subjects: (d: Organization) => [
      `Your ${d.organization} key is on a new phone`,
      'Your door key is on a new phone',
    ],
    preview: 'The old phone no longer opens doors.',
    heading: 'Your key moved to a new phone',
    body: (d: Person & { device: string } & Moment & Organization) =>
      `Hello ${d.firstName}, your key to ${d.organization} was set up on ${d.device} on ${d.moment}. The phone that had it before no longer opens any door.`,
    notYou: 'Was that not you? Tell us at once:',
  },
  emailChanged: {
    subjects: (d: Organization) => [
      `Your ${d.organization} key has a new address`,
      'Your door key has a new e-mail address',
    ],
    preview: 'Your key stays as it is.',
    heading: 'Your e-mail address changed',
    body: (d: Person & Organization) =>
      `Hello ${d.firstName}, ${d.organization} changed your e-mail address. E-mails about your key come to this one from now on. The key stays on your phone and opens what it opened before.`,
    notYou: 'Is that a mistake? Tell us:',
  },
  signIn: {
    subject: 'Your sign-in link for Sequr',
    preview: 'It works once, for 15 minutes.',
    heading: 'Sign in to Sequr',
    body: 'Press the button on the device on which you asked for it. It works once, for 15 minutes.',
    button: 'Sign in',
    unexpected: 'You did not ask for this? Ignore it; without the link nobody can sign in.',
  },
  setUp: {
    subjects: (d: Organization) => [
      `Help to connect ${d.organization} to Microsoft`,
      'Help to connect Microsoft Entra to Sequr',
    ],
    preview: (d: Moment) => `Three steps at Microsoft. The link works until ${d.moment}.`,
    heading: (d: Colleague) => `${d.invitedBy} asks for your help`,
    body: (d: Colleague & Organization) =>
      `${d.organization} lets Microsoft Entra ID (Azure AD) decide who may open its doors, through Sequr. ${d.invitedBy} asks you to do the part that needs an administrator at Microsoft.`,
    button: 'Open the set-up',
    stepsTitle: 'What you will do',
    steps: [
      'Sign in to Microsoft and allow Sequr to read the directory.',
      'Create the token with which Entra reaches Sequr.',
      'Follow the list for Azure; it ticks itself as you go.',
    ],
    until: (d: Moment) =>
      `The link works until ${d.moment}, once, in the browser in which you open it, and for this set-up alone. You do not need an account at Sequr.`,
    unexpected: (d: Colleague & Organization) =>
      `You do not know ${d.invitedBy} or ${d.organization}? Ignore this; nothing happens without you.`,
  },
  siteContact: {
    subjects: (d: Place & Pick<SilentDoors, 'doors'>) => [
      `Silent at ${d.property}: ${d.doors}`,
      `Silent at your site: ${d.doors}`,
    ],
    preview: 'They may still let somebody in whose access has ended.',
    heading: (d: Place) => `Please look at doors of ${d.property}`,
    body: (d: Pick<SilentDoors, 'person'> & Place & Moment) =>
      `On ${d.moment}, access at ${d.property} was taken from ${d.person}. The doors below have not asked Sequr since. If they are cut off, they may still let ${d.person} in.`,
    silent: (d: Pick<SilentDoors, 'controller'> & Moment) =>
      `Silent since ${d.moment}. Door controller: ${d.controller}.`,
    stepsTitle: 'What to do',
    steps: (d: Pick<SilentDoors, 'person'>) => [
      'Check the door controller: its power and its network.',
      `Until it is back, have somebody watch these doors. If ${d.person} comes, ask for the key or the card.`,
      'If it cannot be mended today, lock these doors by hand.',
    ],
    after: 'Once the controller is back, Sequr notices by itself; you need not report it.',
    why: (d: { askedBy: string } & Organization & Place) =>
      `${d.askedBy} asked Sequr to tell you, because ${d.organization} names you as the contact of ${d.property}.`,
  },
  alert: {
    since: (d: Moment) => `Since ${d.moment}.`,
    affected: (d: Alert) => `It concerns ${d.people} and ${d.doors}.`,
    stillWorks: 'What still works',
    why: (d: Organization) =>
      `You get this because you look after ${d.organization} in Sequr. Who gets it is chosen under E-mails, Settings.`,
    fixedPreview: 'Nothing is left for you to do.',
    entra_quiet: {
      subject: () => 'Microsoft Entra has gone quiet',
      what: (d: Alert) =>
        `Nothing has arrived from Microsoft Entra for ${d.count}. New people and changes wait, and leavers in Microsoft keep their doors until it calls again.`,
      works: 'Every door opens for whoever had access before. You can take access away by hand.',
      button: 'Look at the integration',
      fixed: () => 'Microsoft Entra calls again',
      fixedWhat: 'Microsoft Entra has called again. What had waited arrives now.',
    },
    updates_missing: {
      subject: () => 'Entra may have Update switched off',
      what: () =>
        'People arrive from Microsoft Entra, but for a week or more it has changed nobody. Update may be switched off in its mapping of users. Then it does not say who leaves either: leavers would keep their doors.',
      works: 'New people get their doors and keys. You can take access away by hand.',
      button: 'See where to switch it on',
      fixed: () => 'Entra sends changes again',
      fixedWhat: 'Microsoft Entra has changed somebody, so Update is switched on.',
    },
    sync_failing: {
      subject: () => 'Changes from Microsoft Entra are failing',
      what: (d: Alert) =>
        `Requests of Microsoft Entra that could not be done: ${d.count}. The people they speak of stay as they were.`,
      works: 'Requests that were understood were done. Entra tries the others again by itself.',
      button: 'See what failed',
      fixed: () => 'Changes from Microsoft Entra arrive again',
      fixedWhat: 'Microsoft Entra’s requests are done again without a failure.',
    },
    removals_held: {
      subject: () => 'Removals are waiting for your decision',
      what: (d: Alert) =>
        `More people than your limit would lose access: ${d.count}. Nothing was taken away; it waits for you.`,
      works: 'These people keep their doors until you decide. Leavers are never held.',
      button: 'Decide now',
      fixed: () => 'The held removals are decided',
      fixedWhat: 'No removal waits any more.',
    },
    losses_applied: {
      subject: (d: Alert) => `A change of rules took access: ${d.count}`,
      what: (d: Alert) =>
        `${d.detail}: ${d.count} lost access, a key or a role, more than your limit. Whoever applied it confirmed the number.`,
      works:
        'Everybody else keeps their doors. The version before can be restored, after a preview.',
      button: 'See what changed',
      fixed: () => 'A change of rules took access',
      fixedWhat: 'The change has been applied.',
    },
    token_ending: {
      subject: (d: Alert) => `Entra’s token runs out in ${d.days}`,
      what: (d: Alert) =>
        `The token ending in …${d.detail}, with which Microsoft Entra reaches Sequr, runs out in ${d.days}. Then nothing arrives any more, leavers included.`,
      works: 'Until then everything works. A new token can be put in place beside the old one.',
      button: 'Create a new token',
      fixed: () => 'Entra’s token is renewed',
      fixedWhat: 'The token that was about to run out has been replaced or revoked.',
    },
    permission_lost: {
      subject: () => 'Microsoft took a permission back',
      what: (d: Alert) =>
        `Sequr may no longer read all of the directory at Microsoft (${d.detail}), so it cannot suggest groups before they arrive.`,
      works: 'People and changes that Entra pushes still arrive, and every door works.',
      button: 'Connect again',
      fixed: () => 'The permission at Microsoft is back',
      fixedWhat: 'Sequr may read the directory at Microsoft again.',
    },
    doors_unconfirmed: {
      subject: (d: Alert) => `Not confirmed yet: ${d.count}`,
      what: (d: Alert) =>
        `Access was taken from somebody, and ${d.detail} has not been heard since. If it is cut off, its doors (${d.count}) may still let in whom they remember.`,
      works: 'Sequr itself says no from the first moment, and every other door asks it each time.',
      button: 'Look at the controllers',
      fixed: () => 'The doors have confirmed',
      fixedWhat: 'Every door controller has been heard since access was last taken.',
    },
    keys_not_picked_up: {
      subject: (d: Alert) => `Keys not set up: ${d.count}`,
      what: (d: Alert) =>
        `A key was sent more than a week ago and is on no phone yet: ${d.count}. Somebody may be standing at a door.`,
      works: 'Their keys wait. Everybody else’s work.',
      button: 'See who they are',
      fixed: () => 'Every key has been picked up',
      fixedWhat: 'Nobody waits with a key that was never set up.',
    },
  },
}

export type Words = typeof en
