import { nameList } from '@/components/directory/directory-words'
import { reasonWord } from '@/components/emails/email-words'
import type { NeedsYouItem } from '@/lib/inbox/schemas'
import { counted } from '@/lib/kernel/words'

/** What an item says: what is so, what follows for doors, and the one way to settle it. */
export interface NeedsYouWords {
  title: string
  consequence: string
  action: { label: string; href: string }
}

const tokenAction = { label: 'Make a new token', href: '/integrations/azure/token' }
const showThem = { label: 'Show them', href: '/employees?view=needs_you' }

export function needsYouWords(item: NeedsYouItem): NeedsYouWords {
  switch (item.kind) {
    case 'conflict':
      return {
        title: `Two people have the e-mail ${item.email ?? 'of one another'}`,
        consequence: `${item.name}, who came second, has no doors and no key until you decide whether they are two people.`,
        action: { label: 'Decide', href: `/employees/${item.employeeId}` },
      }
    case 'no_email':
      return {
        title: `${counted(item.people, 'person', 'people')} without an e-mail should get a mobile key`,
        consequence: `${nameList(item.names, item.people)}. Their doors are given, but no key can be sent until Entra has an address.`,
        action: showThem,
      }
    case 'email_failed':
      return {
        title: `${counted(item.people, 'person', 'people')} did not get an e-mail`,
        consequence: [
          `${nameList(item.names, item.people)}. Without it they cannot set up their key.`,
          ...item.reasons.map(reasonWord),
        ].join(' '),
        action: showThem,
      }
    case 'key_lost':
      return {
        title: `${item.name} reported a mobile key lost`,
        consequence: `It opens no door${item.device ? `; it was on ${item.device}` : ''}. Replace the phone, or switch the key on again if it was found.`,
        action: { label: 'Decide', href: `/employees/${item.employeeId}#keys` },
      }
    case 'card_asked':
      return {
        title: `${item.name} asks for a card instead of a mobile key`,
        consequence: 'Until there is one, the link in the e-mail still works.',
        action: { label: 'Settle it', href: `/employees/${item.employeeId}#keys` },
      }
    case 'no_rules':
      return {
        title: `${item.property} has no rule`,
        consequence: 'Nobody new gets doors there. What people have today stays as it is.',
        action: { label: 'Add a rule', href: rulesAddress(item.propertyId) },
      }
    case 'no_match':
      return {
        title: `Nobody matches the rules of ${item.property}`,
        consequence: `Of ${counted(item.people, 'person', 'people')} from Entra, none gets doors there by rule.`,
        action: { label: 'Look at the rules', href: rulesAddress(item.propertyId) },
      }
    case 'rule_broken':
      return {
        title: `The rule ${item.rule} at ${item.property} names a group that Entra deleted`,
        consequence: item.ended
          ? `It covers nobody any more. The group was ${item.groups.join(', ')}.`
          : `Whom it covered stays covered for 72 hours; then it covers nobody. The group was ${item.groups.join(', ')}.`,
        action: { label: 'Choose another group', href: rulesAddress(item.propertyId) },
      }
    case 'token_ending':
      return {
        title: `The ${item.what} that ends in …${item.ending} runs out soon`,
        consequence:
          'After that Entra cannot reach Sequr: nobody new gets doors, and people who leave keep theirs.',
        action: tokenAction,
      }
    case 'token_ended':
      return {
        title: `The ${item.what} that ends in …${item.ending} has ended`,
        consequence: `Entra cannot reach Sequr. Doors stay as they are, also for people who leave, until you paste a new ${item.what} into Entra.`,
        action: tokenAction,
      }
  }
}

const rulesAddress = (propertyId: string) => `/integrations/azure/rules?property=${propertyId}`
