import { doorAnswerSentence } from '@/lib/kernel/door-answers'
import { counted, listed } from '@/lib/kernel/words'
import { describeChanged } from './changed-words'
import type { ActivityData, ActivityKind, ByHand, FieldChange } from './kinds'
import { describeRequest } from './request-words'

type Descriptions = { [K in ActivityKind]: (data: ActivityData[K]) => string }

/** A sentence names so many; the entry itself shows them all. */
const FIELDS_TOLD = 4

function untilWords({ lastDay }: ByHand): string {
  if (lastDay === null) return 'without an end'
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
  return `until ${day.format(new Date(lastDay))}`
}

function fields(changes: FieldChange[]): string {
  const told = changes.slice(0, FIELDS_TOLD).map((change) => change.field)
  const rest = changes.length - told.length
  return listed(rest > 0 ? [...told, `${rest} more`] : told)
}

const undelivered = {
  bounced: 'bounced',
  complained: 'was marked as spam',
  suppressed: 'was not sent, because an earlier one bounced',
  failed: 'could not be sent',
} as const

const descriptions: Descriptions = {
  'employee.created': (d) => `${d.name} was added.`,
  'employee.adopted': (d) =>
    `${d.name}, already in the directory, is now kept up to date by Microsoft Entra ID.`,
  'employee.recognised': (d) =>
    `We took this for the same person: the ${d.by === 'email' ? 'e-mail' : 'object id in Entra'} is the same.`,
  'employee.second_account': (d) =>
    `${d.name} is a second account of ${d.other} and gives nothing.`,
  'employee.joined': (d) =>
    `${d.name}, kept by hand, is the same person as ${d.other}. What was given by hand ended.`,
  'employee.updated': (d) => `${d.name} was changed: ${fields(d.changes)}.`,
  'employee.details_edited': (d) => `${d.name} was edited in Sequr: ${fields(d.changes)}.`,
  'employee.entra_used': (d) => `${d.name} shows what Entra has again: ${fields(d.changes)}.`,
  'employee.detail_overwritten': describeOverwritten,
  'employee.deactivated': (d) => `${d.name} was deactivated. All access ended.`,
  'employee.reactivated': (d) => `${d.name} is back.`,
  'employee.deleted': (d) => `${d.name} was deleted. All access ended.`,
  'employee.held': (d) =>
    d.reason === 'conflict'
      ? `${d.name} is held: somebody else has the same primary e-mail.`
      : `All access of ${d.name} was taken away by hand.`,
  'employee.released': (d) => `${d.name} is no longer held.`,
  'employee.erased': () =>
    'Personal data of somebody who was deleted was removed: its time was over.',
  'employee.signed_out': (d) =>
    `${d.name} was an administrator too: signed out, and the role${d.role ? ` ${d.role}` : ''} was taken away.`,
  'employee.admin_again': (d) => `${d.name} is an administrator again: ${d.role}.`,
  'access.changed': describeChanged,
  'access.given': (d) => {
    const what = `${d.name} may use ${d.accessGroup} at ${d.property}`
    if (d.byHand) return `${what}, by hand, ${untilWords(d.byHand)}: “${d.byHand.reason}”.`
    return d.rules.length > 0 ? `${what}, by the rule ${listed(d.rules)}.` : `${what}.`
  },
  'access.extended': (d) =>
    `${d.name} keeps ${d.accessGroup} at ${d.property}, by hand, ${untilWords(d.byHand)}: “${d.byHand.reason}”.`,
  'access.taken': (d) =>
    `${d.name} may no longer use ${d.accessGroup} at ${d.property}${d.byHand ? `: what was given by hand ${d.byHand === 'ended' ? 'was ended' : 'ran out'}` : ''}.`,
  'access.held': (d) =>
    `${d.name} keeps ${listed(d.accessGroups)} at ${d.property} for now: more people would lose access than the limit lets pass.`,
  'role.changed': (d) =>
    d.after
      ? `${d.name} has the role ${d.after} at ${d.property}.`
      : `${d.name} has no role at ${d.property} any more.`,
  'key.issued': (d) => `${d.name} gets a mobile key for ${d.property}.`,
  'key.revoked': (d) => `The mobile key of ${d.name} for ${d.property} ended. ${d.cause}`,
  'key.activated': (d) => `${d.name} set up the mobile key for ${d.property} on ${d.device}.`,
  'key.expired': (d) => `The key link of ${d.name} for ${d.property} ran out unused.`,
  'key.suspended': (d) => `The mobile key of ${d.name} for ${d.property} opens nothing. ${d.cause}`,
  'key.resumed': (d) => `The mobile key of ${d.name} for ${d.property} is no longer suspended.`,
  'key.sent_again': (d) => `A new key link for ${d.name} was asked for.`,
  'key.link_copied': (d) => `The set-up link of ${d.name} for ${d.property} was copied.`,
  'key.phone_replaced': (d) => `The phone of ${d.name} is replaced: keys on ${d.device} ended.`,
  'key.phone_named': (d) =>
    `${d.name} calls the phone with the mobile key for ${d.property} “${d.device}”${d.before === null ? '' : `; it was “${d.before}”`}.`,
  'card.asked': (d) => `${d.name} asks for a card instead of a mobile key.`,
  'card.settled': (d) => `${d.name}’s wish for a card is settled.`,
  'card.given': (d) => `${d.name} was given the card …${d.card} for ${d.property}.`,
  'card.ended': (d) => `The card …${d.card} of ${d.name} for ${d.property} ended. ${d.cause}`,
  'card.suspended': (d) =>
    `The card …${d.card} of ${d.name} for ${d.property} opens nothing. ${d.cause}`,
  'card.resumed': (d) =>
    `The card …${d.card} of ${d.name} for ${d.property} is no longer suspended.`,
  'door.asked': describeDoorQuestion,
  'door.contact_told': (d) =>
    `${d.contact} was asked to look at ${counted(d.count, 'silent door')} of ${d.property}, which may still admit ${d.name}: ${listed(d.count > d.doors.length ? [...d.doors, `${d.count - d.doors.length} more`] : d.doors)}.`,
  'email.sent': (d) => `An e-mail went to ${d.name} (${d.template}).`,
  'email.undelivered': (d) => `An e-mail to ${d.name} (${d.template}) ${undelivered[d.outcome]}.`,
  'email.again': (d) => `An e-mail to ${d.name} (${d.template}) was sent again.`,
  'email.read': (d) => `The copy of an e-mail to ${d.name} (${d.template}) was read.`,
  'email.released': (d) =>
    `${counted(d.count, 'held e-mail')} for ${d.property} ${d.count === 1 ? 'was' : 'were'} sent.`,
  'email.lifted': (d) => `E-mails may go to ${d.name} again.`,
  'email.settings': () => 'The settings of e-mails and alerts were changed.',
  'alert.told': (d) =>
    `${counted(d.recipients, 'administrator')} ${d.recipients === 1 ? 'was' : 'were'} told: ${d.alert}${d.fixed ? ', fixed' : ''}.`,
  'scim.request': describeRequest,
  'group.created': (d) => `The group ${d.group} arrived.`,
  'group.updated': (d) => `The group ${d.group} was changed: ${fields(d.changes)}.`,
  'group.deleted': (d) => `The group ${d.group} was deleted in Entra.`,
  'group.members': (d) => describeMembers(d),
  'organization.created': (d) => `${d.organization} was created.`,
  'place.created': (d) => `The ${d.what} ${d.name} was created.`,
  'place.updated': (d) =>
    d.before === d.name
      ? `The ${d.what} ${d.name} was changed.`
      : `The ${d.what} ${d.before} is now called ${d.name}.`,
  'place.hours': (d) => `The doors of ${d.name} now open: ${d.after}.`,
  'place.deleted': (d) => `The ${d.what} ${d.name} was deleted.`,
  'rule.created': (d) => `The rule ${d.rule} was added at ${d.property}.`,
  'rule.updated': (d) => `The rule ${d.rule} at ${d.property} was changed.`,
  'rule.moved': (d) => `The rule ${d.rule} at ${d.property} is now number ${d.position}.`,
  'rule.deleted': (d) => `The rule ${d.rule} at ${d.property} was deleted.`,
  'rule.broken': (d) =>
    `The rule ${d.rule} at ${d.property} names the deleted group ${d.group}. Whom it covered stays covered for 72 hours.`,
  'rule.lapsed': (d) =>
    `The rule ${d.rule} at ${d.property} covers nobody any more: the group ${d.group} was deleted 72 hours ago.`,
  'rule.reconnected': (d) =>
    `The rule ${d.rule} at ${d.property} works again: Entra sends the group ${d.group} anew.`,
  'rule.drafted': (d) => `A draft of the rule ${d.rule} at ${d.property} was begun.`,
  'rule.draft_discarded': (d) =>
    `The draft of the rule ${d.rule} at ${d.property} was thrown away.`,
  'rule.applied': (d) =>
    `Version ${d.version} of the rules of ${d.property} was applied: ${counted(d.gained, 'person gains', 'people gain')}, ${d.lost} ${d.lost === 1 ? 'loses' : 'lose'}. ${d.difference.join(' ')}`.trim(),
  'integration.started': () => 'Set-up of Microsoft Entra ID was started.',
  'integration.connected': (d) => `${d.account} connected the directory ${d.tenant}.`,
  'integration.choices': (d) =>
    `Set-up choices: ${d.placement === 'everyone' ? 'everyone at every property' : 'chosen people per property'}, mobile keys ${d.keyDefault ? 'by default' : 'not by default'}.`,
  'integration.invited': (d) => `${d.email} was asked to do Microsoft’s part of the set-up.`,
  'integration.invitation_used': (d) => `${d.email} opened the set-up.`,
  'integration.invitation_withdrawn': (d) => `The set-up link of ${d.email} was withdrawn.`,
  'integration.finished': () => 'The Microsoft Entra ID integration was installed.',
  'controller.created': (d) => `The door controller ${d.controller} was added (…${d.ending}).`,
  'controller.revoked': (d) => `The door controller ${d.controller} was revoked (…${d.ending}).`,
  'integration.owner': (d) =>
    d.owner === 'sequr'
      ? `Sequr now owns the ${d.detail} of people.`
      : `Entra now owns the ${d.detail} of people${d.replaced > 0 ? `; its value replaced Sequr’s for ${counted(d.replaced, 'person', 'people')}` : ''}.`,
  'integration.guard': (d) =>
    `The limit on losing access is now ${d.percent} % or ${counted(d.people, 'person', 'people')}, whichever is smaller.`,
  'integration.retention': (d) =>
    `Personal data of deleted people is kept for ${d.days} days; it was ${d.before}.`,
  'integration.removals_allowed': (d) =>
    `${counted(d.people, 'held removal was', 'held removals were')} allowed to happen.`,
  'integration.removals_kept': (d) =>
    `${counted(d.people, 'person keeps', 'people keep')} access for now, until ${d.until.slice(0, 10)}.`,
  'token.created': (d) => `A token ending in …${d.ending} was created.`,
  'token.revoked': (d) => `The token ending in …${d.ending} was revoked.`,
  'token.client_created': (d) => `The OAuth client ${d.clientId} was created.`,
  'token.client_revoked': (d) => `The OAuth client ${d.clientId} was revoked.`,
  'token.secret_created': (d) => `A client secret ending in …${d.ending} was created.`,
  'token.secret_revoked': (d) => `The client secret ending in …${d.ending} was revoked.`,
  'token.trust_created': (d) => `The workload identity ending in …${d.ending} is trusted.`,
  'token.trust_revoked': (d) => `The workload identity ending in …${d.ending} is trusted no more.`,
  'inbox.put_off': (d) => `Put off until ${d.until.slice(0, 10)}: ${d.item}.`,
  'export.made': (d) => `${d.what} was exported: ${counted(d.rows, 'row')}, ${d.filters}.`,
  'help.answered': (d) => `Help “${d.panel}” was ${d.helpful ? '' : 'not '}helpful.`,
}

export const activityKinds = Object.keys(descriptions) as ActivityKind[]

/** The one sentence that the activity log shows for an entry. */
export function describeActivity<K extends ActivityKind>(kind: K, data: ActivityData[K]): string {
  return descriptions[kind](data)
}

function describeDoorQuestion(d: ActivityData['door.asked']): string {
  const card = d.card ? ` with the card …${d.card}` : ''
  if (d.answer === 'open') return `${d.name} opened ${d.door} at ${d.property}${card}.`
  const stranger = d.answer === 'unknown_card' ? 'An unknown card' : 'An unknown key'
  const where = `${d.door ?? 'an unknown door'}${d.property ? ` of ${d.property}` : ''}`
  return `${d.name ?? stranger} was refused at ${where}${card}. ${doorAnswerSentence(d.answer)}`
}

/** One value is told in full; of several the entry's own page tells all. */
function describeOverwritten({ name, changes, by }: Overwritten): string {
  const whose = by.length > 0 ? `${listed(by)} had entered` : 'Sequr had kept'
  const [one, ...more] = changes
  if (!one || more.length > 0) {
    return `Entra’s values of ${name} replaced those that ${whose}: ${fields(changes)}.`
  }
  const { field, before, after } = one
  return `Entra’s ${field} of ${name} (${after ?? 'empty'}) replaced the one that ${whose} (${before ?? 'empty'}).`
}
type Overwritten = ActivityData['employee.detail_overwritten']

function describeMembers(d: ActivityData['group.members']): string {
  const parts: string[] = []
  if (d.added > 0) parts.push(`${counted(d.added, 'member')} added`)
  if (d.removed > 0) parts.push(`${counted(d.removed, 'member')} removed`)
  if (d.unknown.length > 0) parts.push(`${counted(d.unknown.length, 'unknown id')} skipped`)
  return `The group ${d.group}: ${listed(parts)}.`
}
