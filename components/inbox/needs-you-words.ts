import { nameList } from '@/components/directory/directory-words'
import { reasonWord } from '@/components/emails/email-words'
import { rulesAddress } from '@/components/rules/rules-address'
import type { Conflict, NeedsYouItem } from '@/lib/inbox/schemas'
import { counted } from '@/lib/kernel/words'

/** What an item says: what is so, what follows for doors, and the one way to settle it. */
export interface NeedsYouWords {
  title: string
  consequence: string
  /** `external` leads to Microsoft, out of the application. */
  action: { label: string; href: string; external?: true }
}

const tokenAction = { label: 'Make a new token', href: '/integrations/azure/token' }
const showThem = { label: 'Show them', href: '/employees?view=needs_you' }

type Item<K extends NeedsYouItem['kind']> = Extract<NeedsYouItem, { kind: K }>
type Words = { [K in NeedsYouItem['kind']]: (item: Item<K>) => NeedsYouWords }

const words: Words = {
  conflict: (item) => ({
    ...conflictWords(item),
    action: { label: 'Look at the person', href: `/employees/${item.person.id}` },
  }),
  no_email: (item) => ({
    title: `${counted(item.people, 'person', 'people')} without an e-mail should get a mobile key`,
    consequence: `${nameList(item.names, item.people)}. Their doors are given, but no key can be sent until Entra has an address.`,
    action: showThem,
  }),
  email_failed: (item) => ({
    title: `${counted(item.people, 'person', 'people')} did not get an e-mail`,
    consequence: [
      `${nameList(item.names, item.people)}. Without it they cannot set up their key.`,
      ...item.reasons.map(reasonWord),
    ].join(' '),
    action: showThem,
  }),
  key_lost: (item) => ({
    title: `${item.name} reported a mobile key lost`,
    consequence: `It opens no door${item.device ? `; it was on ${item.device}` : ''}. Replace the phone, or switch the key on again if it was found.`,
    action: { label: 'Decide', href: `/employees/${item.employeeId}#keys` },
  }),
  card_asked: (item) => ({
    title: `${item.name} asks for a card instead of a mobile key`,
    consequence: 'Until there is one, the link in the e-mail still works.',
    action: { label: 'Give a card', href: `/employees/${item.employeeId}#cards` },
  }),
  returned: ({ name, byHand, card, role, employeeId }) => ({
    title: `${name} is back`,
    consequence: `Had before: ${nameList([
      ...byHand.map((group) => `${group} by hand`),
      ...(card ? ['a card'] : []),
      ...(role ? [`the role ${role}`] : []),
    ])}. That does not come back by itself. Look whether it is still right; this disappears after 30 days.`,
    action: { label: 'Look at it', href: `/employees/${employeeId}#why` },
  }),
  no_rules: (item) => ({
    title: `${item.property} has no rule`,
    consequence: 'Nobody new gets doors there. What people have today stays as it is.',
    action: { label: 'Add a rule', href: rulesAddress({ propertyId: item.propertyId }) },
  }),
  no_match: (item) => ({
    title: `Nobody matches the rules of ${item.property}`,
    consequence: `Of ${counted(item.people, 'person', 'people')} from Entra, none gets doors there by rule.`,
    action: { label: 'Look at the rules', href: rulesAddress({ propertyId: item.propertyId }) },
  }),
  rule_broken: (item) => ({
    title: `The rule ${item.rule} at ${item.property} names a group that Entra deleted`,
    consequence: item.ended
      ? `It covers nobody any more. The group was ${item.groups.join(', ')}.`
      : `Whom it covered stays covered for 72 hours; then it covers nobody. The group was ${item.groups.join(', ')}.`,
    action: { label: 'Choose another group', href: rulesAddress({ ruleId: item.ruleId }) },
  }),
  groups_unreadable: (item) => ({
    title: 'We cannot read your groups at Microsoft any more',
    consequence: `${unreadableWords(item)} A Global Admin can sign in again.`,
    action: {
      label: 'Sign in again',
      href: '/api/auth/entra/start?purpose=connect&callbackUrl=%2Finbox',
      external: true,
    },
  }),
  removals_held: (item) => ({
    title: `${counted(item.people, 'person', 'people')} would lose access, over your limit`,
    consequence: `${nameList(item.names, item.people)}. Nothing was taken away: doors and keys stay as they were until you let it happen or keep them for now.`,
    action: { label: 'Decide', href: '/inbox/removals' },
  }),
  doors_unconfirmed: (item) => ({
    title: `${counted(item.doors, 'door has', 'doors have')} not confirmed that access was taken`,
    consequence: `Not heard since: ${nameList(item.controllers, item.controllers.length)}. A controller that is cut off may still let in whom it remembers.`,
    action: { label: 'Look at the controllers', href: '/doors/controllers' },
  }),
  updates_missing: () => ({
    title: 'Entra may have Update switched off',
    consequence:
      'People arrive, but Entra has changed nobody for a week or more. Leavers would keep their doors. If Update is on, change a detail of anybody in Entra, and this disappears.',
    action: { label: 'See where to switch it on', href: '/integrations/azure/install/set-up' },
  }),
  token_ending: (item) => ({
    title: `The ${item.what} that ends in …${item.ending} runs out soon`,
    consequence:
      'After that Entra cannot reach Sequr: nobody new gets doors, and people who leave keep theirs.',
    action: tokenAction,
  }),
  token_ended: (item) => ({
    title: `The ${item.what} that ends in …${item.ending} has ended`,
    consequence: `Entra cannot reach Sequr. Doors stay as they are, also for people who leave, until ${renewal[item.what]}.`,
    action: tokenAction,
  }),
}

export function needsYouWords<K extends NeedsYouItem['kind']>(item: Item<K>): NeedsYouWords {
  const kind: K = item.kind
  return words[kind](item)
}

const renewal = {
  token: 'you paste a new token into Entra',
  'client secret': 'you paste a new client secret into Entra',
  'workload identity': 'you trust it again',
} as const

function unreadableWords({ rules, names, people }: Item<'groups_unreadable'>): string {
  if (rules === 0) return 'Nobody loses a door: no rule names a group.'
  const named = `${counted(rules, 'rule names a group', 'rules name groups')}: ${nameList(names, rules)}.`
  if (people === 0) return `${named} Nobody is covered by ${rules === 1 ? 'it' : 'them'} today.`
  const covered = counted(people, 'person whom', 'people whom')
  return `${named} The ${covered} ${rules === 1 ? 'it covers' : 'they cover'} ${people === 1 ? 'stays' : 'stay'} covered until Entra itself sends a change.`
}

/** Of two with one e-mail: who waits, and why nothing is given by itself. */
export function conflictWords({
  person,
  others,
}: Conflict): Pick<NeedsYouWords, 'title' | 'consequence'> {
  const waits = `${person.name} has no doors and no key until you decide.`
  const [first] = others
  if (!first) {
    return {
      title: `${person.name} was held because of a shared e-mail`,
      consequence: `Nobody else has ${person.email ?? 'it'} any more. ${waits}`,
    }
  }
  if (others.every((other) => other.ended)) {
    return {
      title: `The first account of ${first.name} has ended`,
      consequence: `${person.name}, the second account, gave nothing beside it, and has no doors and no key until you decide.`,
    }
  }
  const many = others.length + 1
  return {
    title: `${many === 2 ? 'Two' : many} people have the e-mail ${person.email ?? 'of one another'}`,
    consequence: waits,
  }
}
