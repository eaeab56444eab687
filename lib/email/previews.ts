import { type AlertKind, alertKinds, momentaryAlerts } from '@/lib/kernel/alert-kinds'
import type { EmailTemplate } from './email-template'
import { type RenderedEmail, renderEmail } from './render-email'
import type { Reader } from './speech'
import { accessChangedTemplate } from './templates/access-changed'
import { accessEndedTemplate } from './templates/access-ended'
import { type AdminAlertData, adminAlertTemplate } from './templates/admin-alert'
import { emailChangedTemplate } from './templates/email-changed'
import { type KeyInvitationData, keyInvitationTemplate } from './templates/key-invitation'
import { type KeyReminderData, keyReminderTemplate } from './templates/key-reminder'
import { keyRevokedTemplate } from './templates/key-revoked'
import { newPhoneTemplate } from './templates/new-phone'
import { setUpInvitationTemplate } from './templates/set-up-invitation'
import { signInLinkTemplate } from './templates/sign-in-link'
import { type SiteContactData, siteContactTemplate } from './templates/site-contact'

/** Every template in every state, with invented people: what /dev/emails shows and the tests read. */
export interface EmailPreview {
  id: string
  render(reader: Reader): Promise<RenderedEmail>
}

const hq = {
  property: 'HQ Denver',
  address: '1801 California Street, Denver',
  openings: [
    { doors: ['Main entrance', 'Garage'], hours: null },
    {
      doors: ['Lab 2', 'Roof terrace'],
      hours: [
        { days: [1, 2, 3, 4, 5], from: '07:00', to: '19:00' },
        { days: [6], from: '22:00', to: '02:00' },
      ],
    },
  ],
  dayOneNote: 'Come to the front desk on the 4th floor at 09:00.',
}
const austin = { property: 'Austin', address: '98 Red River Street', openings: [], dayOneNote: '' }
const contact = { name: 'Ana Ruiz', email: 'office@contoso.example', phone: '+1 303 555 0100' }

const invitation: KeyInvitationData = {
  occasion: 'new',
  url: 'https://app.sequr.example/key/M2xvbmctcmFuZG9tLXZhbHVlLTI1Ni1iaXRzLWJhc2U2NHVy',
  firstName: 'Maya',
  email: 'maya.chen@contoso.example',
  organization: 'Contoso',
  fromEntra: true,
  places: [hq],
  worksUntil: new Date('2026-11-30T15:00:00Z'),
  firstDay: null,
  contact,
}

const reminder: KeyReminderData = { ...invitation, daysLeft: 3, last: false }

const alert: AdminAlertData = {
  kind: 'entra_quiet',
  fixed: false,
  organization: 'Contoso',
  since: new Date('2026-11-23T08:42:00Z'),
  people: 214,
  doors: 12,
  count: { what: 'people', number: 31 },
  days: 14,
  detail: '7f3k',
  url: 'https://app.sequr.example/integrations/azure',
}

const dock: SiteContactData['silent'][number] = {
  controller: 'Dock readers',
  since: new Date('2026-11-20T23:50:00Z'),
  count: 1,
  doors: ['Loading dock'],
}

const silent: SiteContactData = {
  askedBy: 'Ana Ruiz',
  organization: 'Contoso',
  property: 'HQ Denver',
  person: 'Maya Chen',
  at: new Date('2026-11-21T00:02:09Z'),
  silent: [dock],
}

const longName = 'Northwind Traders International Holding'

export const emailPreviews: EmailPreview[] = [
  preview('invitation', keyInvitationTemplate, invitation),
  preview('invitation, two properties', keyInvitationTemplate, {
    ...invitation,
    places: [hq, austin],
    firstDay: '2026-12-01',
  }),
  preview('invitation, stored by hand', keyInvitationTemplate, {
    ...invitation,
    fromEntra: false,
    contact: null,
  }),
  preview('invitation, long names', keyInvitationTemplate, {
    ...invitation,
    organization: longName,
    places: [{ ...hq, property: `${longName}, Building of the Sciences` }],
  }),
  preview('invitation, new link', keyInvitationTemplate, { ...invitation, occasion: 'again' }),
  preview('welcome back', keyInvitationTemplate, { ...invitation, occasion: 'back' }),
  preview('reminder, 3 days', keyReminderTemplate, reminder),
  preview('reminder, 1 day', keyReminderTemplate, { ...reminder, daysLeft: 1, last: true }),
  preview('access changed', accessChangedTemplate, {
    ...invitation,
    gained: [austin],
    lost: [hq.property],
    link: null,
  }),
  preview('access given again', accessChangedTemplate, {
    ...invitation,
    gained: [austin],
    lost: [],
    link: { url: invitation.url, worksUntil: invitation.worksUntil },
  }),
  preview('access ended', accessEndedTemplate, invitation),
  preview('key revoked', keyRevokedTemplate, { ...invitation, properties: [hq.property] }),
  preview('new phone', newPhoneTemplate, {
    ...invitation,
    device: 'iPhone',
    at: invitation.worksUntil,
  }),
  preview('e-mail changed', emailChangedTemplate, invitation),
  preview('sign-in link', signInLinkTemplate, { url: 'https://app.sequr.example/sign-in/confirm' }),
  preview('set-up invitation', setUpInvitationTemplate, {
    invitedBy: 'Ana Ruiz',
    organization: 'Contoso',
    note: 'You manage Microsoft for us. It takes about ten minutes.',
    url: 'https://app.sequr.example/set-up/M2xvbmctcmFuZG9tLXZhbHVlLTI1Ni1iaXRz',
    worksUntil: invitation.worksUntil,
  }),
  preview('site contact', siteContactTemplate, silent),
  preview('site contact, many doors', siteContactTemplate, {
    ...silent,
    property: `${longName}, Building of the Sciences`,
    silent: [dock, { ...dock, controller: 'Gate house', count: 31, doors: ['Garage', 'Roof'] }],
  }),
  ...alertKinds.flatMap((kind) => {
    const data = { ...alert, kind, count: countOf(kind), detail: detailOf(kind) }
    return [
      preview(`alert ${kind}`, adminAlertTemplate, data),
      ...(momentaryAlerts.includes(kind)
        ? []
        : [preview(`alert ${kind}, fixed`, adminAlertTemplate, { ...data, fixed: true })]),
    ]
  }),
]

function countOf(kind: AlertKind): AdminAlertData['count'] {
  switch (kind) {
    case 'entra_quiet':
      return { what: 'hours', number: 3 }
    case 'sync_failing':
      return { what: 'requests', number: 31 }
    case 'doors_unconfirmed':
      return { what: 'doors', number: 6 }
    case 'updates_missing':
    case 'token_ending':
    case 'permission_lost':
      return { what: 'people', number: 0 }
    default:
      return { what: 'people', number: 31 }
  }
}

function detailOf(kind: AlertKind): string {
  switch (kind) {
    case 'permission_lost':
      return 'GroupMember.Read.All'
    case 'losses_applied':
      return 'HQ Denver, Ana Ruiz'
    case 'doors_unconfirmed':
      return 'Lobby readers'
    default:
      return alert.detail
  }
}

function preview<Data>(id: string, template: EmailTemplate<Data>, data: Data): EmailPreview {
  return { id, render: (reader) => renderEmail(template, data, reader) }
}
