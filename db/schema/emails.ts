import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { AlertKind } from '@/lib/kernel/alert-kinds'
import type { EmailState } from '@/lib/kernel/email-states'
import type { Language } from '@/lib/kernel/languages'
import { moment, organizationId } from './columns'
import { organizations } from './organization'

export const emails = pgTable(
  'emails',
  {
    /** The id of the outbox message that it came from: one message, one e-mail. */
    id: text('id').primaryKey(),
    organizationId: text('organization_id'),
    employeeId: text('employee_id'),
    template: text('template').notNull(),
    language: text('language').$type<Language>().notNull().default('en'),
    /** The From header as it left; null: the installation's own. */
    sender: text('sender'),
    replyTo: text('reply_to'),
    recipient: text('recipient').notNull(),
    subject: text('subject').notNull(),
    /** HTML and text, encrypted: they carry links that work. */
    sealedBody: text('sealed_body').notNull(),
    state: text('state').$type<EmailState>().notNull(),
    stateAt: moment('state_at'),
    providerId: text('provider_id'),
    /** Why it did not arrive: the provider's code, never its text, which may quote an address. */
    error: text('error'),
    /** The properties in quiet mode that it was held for. */
    heldFor: text('held_for').array(),
    /** The e-mail that this one is a second sending of. */
    copyOf: text('copy_of'),
    createdAt: moment('created_at').notNull(),
    sentAt: moment('sent_at'),
  },
  (t) => [
    index('emails_organization').on(t.organizationId, t.createdAt),
    index('emails_employee').on(t.organizationId, t.employeeId),
    // A webhook knows the provider's id when an older e-mail carries no tag of ours.
    index('emails_provider').on(t.providerId),
    // The log's filter and the count of what is held; most rows are sent or delivered.
    index('emails_state').on(t.organizationId, t.state, t.createdAt),
  ],
)

/** Addresses that bounced or complained. Nothing is sent to one until an administrator lifts it. */
export const suppressions = pgTable(
  'suppressions',
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    /** Folded, as addresses are compared. */
    recipientKey: text('recipient_key').notNull(),
    recipient: text('recipient').notNull(),
    reason: text('reason').$type<'bounced' | 'complained'>().notNull(),
    /** The provider's code for the reason. */
    code: text('code'),
    createdAt: moment('created_at').notNull(),
    liftedAt: moment('lifted_at'),
    liftedBy: text('lifted_by'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    // Asked before every sending; lifted ones stay as history.
    uniqueIndex('suppressions_living')
      .on(t.organizationId, t.recipientKey)
      .where(sql`${t.liftedAt} is null`),
  ],
)

/** What an organisation decided about its e-mails. Absent: the defaults. */
export const emailSettings = pgTable('email_settings', {
  organizationId: text('organization_id')
    .primaryKey()
    .references(() => organizations.id, { onDelete: 'cascade' }),
  /** How many e-mails leave in a minute at most, so that a first load does not flood a mail server. */
  perMinute: integer('per_minute').notNull(),
  /** Key invitations wait until then. */
  invitationsFrom: moment('invitations_from'),
  /** Whether somebody whose access ended altogether is told. */
  tellLeavers: boolean('tell_leavers').notNull(),
  /** Who gets the alerts; null: every Global Admin. */
  alertUserIds: text('alert_user_ids').array(),
})

/** How many e-mails of an organisation were given a place in the newest minute that is being filled. */
export const emailPace = pgTable('email_pace', {
  organizationId: text('organization_id')
    .primaryKey()
    .references(() => organizations.id, { onDelete: 'cascade' }),
  minute: moment('minute').notNull(),
  taken: integer('taken').notNull(),
})

/** A trouble that administrators were told of, until it is fixed and that was told too. */
export const alerts = pgTable(
  'alerts',
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    kind: text('kind').$type<AlertKind>().notNull(),
    /** One trouble has one cause, e.g. `token:tok_1`, so it is told once however often it is found. */
    cause: text('cause').notNull(),
    since: moment('since').notNull(),
    /** What was told last: another stage (fewer days left) is told again. */
    stage: integer('stage').notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    toldAt: moment('told_at').notNull(),
    fixedAt: moment('fixed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    // Two servers that find a trouble at once tell it once.
    uniqueIndex('alerts_living').on(t.organizationId, t.cause).where(sql`${t.fixedAt} is null`),
  ],
)
