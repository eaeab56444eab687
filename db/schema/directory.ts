import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { EditableDetail } from '@/lib/kernel/editable-details'
import { moment, organizationId } from './columns'
import { organizations } from './organization'

/** What a rule may look at: operand id to folded values (lib/rules/engine/facts.ts). */
export type StoredFacts = Record<string, string[]>

/**
 * Where Sequr shows another value than Entra has: what Entra has, and who edited it when. `by` is
 * null where nobody did and Sequr kept its own value against Entra's. The column holds what is shown.
 */
export type StoredEdits = Partial<
  Record<EditableDetail, { entra: string | null; by: string | null; at: string }>
>

export const employees = pgTable(
  'employees',
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    /**
     * The id SCIM clients hold. It is apart from `id` because it is never reused: a person who is
     * deleted in Entra and comes back keeps the history under `id` and gets a new one of these.
     */
    scimId: text('scim_id').notNull(),
    source: text('source').$type<'entra' | 'local'>().notNull(),
    /** Entra's object id once it is mapped (product.md 0.5). Not unique: the default mapping sends mailNickname. */
    externalId: text('external_id'),
    externalIdKey: text('external_id_key'),
    /** Null for people stored by hand, who are no SCIM resource until Entra sends them. */
    userName: text('user_name'),
    userNameKey: text('user_name_key'),
    primaryEmail: text('primary_email'),
    primaryEmailKey: text('primary_email_key'),
    displayName: text('display_name').notNull(),
    givenName: text('given_name'),
    familyName: text('family_name'),
    title: text('title'),
    department: text('department'),
    phone: text('phone'),
    employeeNumber: text('employee_number'),
    preferredLanguage: text('preferred_language'),
    managerScimId: text('manager_scim_id'),
    active: boolean('active').notNull(),
    /** Set while nothing may be given: by an administrator's hand, or a second account with one e-mail. */
    hold: text('hold').$type<'by_hand' | 'conflict'>(),
    /** An administrator decided that this person really shares the primary e-mail with another. */
    sharesEmail: boolean('shares_email').notNull().default(false),
    /** An administrator decided that this account is a second one of that employee, and gives nothing. */
    sameAs: text('same_as'),
    /** The SCIM resource as Entra sent it; SCIM answers from this, the columns are derived. */
    resource: jsonb('resource').$type<Record<string, unknown>>().notNull(),
    /** The same document with every text folded in TypeScript: what filters without case compare. */
    folded: jsonb('folded').$type<Record<string, unknown>>().notNull().default({}),
    facts: jsonb('facts').$type<StoredFacts>().notNull(),
    edits: jsonb('edits').$type<StoredEdits>().notNull().default({}),
    version: bigint('version', { mode: 'number' }).notNull(),
    createdAt: moment('created_at').notNull(),
    lastModifiedAt: moment('last_modified_at').notNull(),
    deactivatedAt: moment('deactivated_at'),
    /** Tombstone of SCIM's DELETE: gone for SCIM, kept for the door log until retention ends. */
    deletedAt: moment('deleted_at'),
    /** When personal data was removed, after the time for which deleted people are kept. */
    erasedAt: moment('erased_at'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    // Deleted people whose data is still there, looked for by the job that removes it.
    index('employees_to_erase')
      .on(t.deletedAt)
      .where(sql`${t.deletedAt} is not null and ${t.erasedAt} is null`),
    uniqueIndex('employees_scim_id').on(t.organizationId, t.scimId),
    // Entra's matching filter; partial, so that a deleted person's user name can be created anew.
    uniqueIndex('employees_user_name')
      .on(t.organizationId, t.userNameKey)
      .where(sql`${t.deletedAt} is null`),
    index('employees_external_id').on(t.organizationId, t.externalIdKey),
    index('employees_primary_email').on(t.organizationId, t.primaryEmailKey),
    // Of two active Entra accounts with one e-mail the second is held (product.md 4.4), also when
    // both arrive at once: the index makes the later transaction try again and see the first.
    uniqueIndex('employees_email_holder')
      .on(t.organizationId, t.primaryEmailKey)
      .where(
        sql`${t.source} = 'entra' and ${t.active} and ${t.deletedAt} is null and ${t.hold} is distinct from 'conflict' and not ${t.sharesEmail}`,
      ),
    // `emails.value eq` and `emails[type eq "work"].value eq`, whichever e-mail is meant.
    index('employees_emails').using('gin', sql`(${t.folded} -> 'emails') jsonb_path_ops`),
    // SCIM's stable list order.
    index('employees_created').on(t.organizationId, t.createdAt, t.id),
    index('employees_last_modified').on(t.organizationId, t.lastModifiedAt),
    // "Who reports to this person", for the filters `manager eq` and for deletions.
    index('employees_manager').on(t.organizationId, t.managerScimId),
  ],
)

export const directoryGroups = pgTable(
  'directory_groups',
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: 'cascade' }),
    /** Also the SCIM id. */
    id: text('id').notNull(),
    externalId: text('external_id'),
    externalIdKey: text('external_id_key'),
    displayName: text('display_name').notNull(),
    displayNameKey: text('display_name_key').notNull(),
    resource: jsonb('resource').$type<Record<string, unknown>>().notNull(),
    folded: jsonb('folded').$type<Record<string, unknown>>().notNull().default({}),
    version: bigint('version', { mode: 'number' }).notNull(),
    createdAt: moment('created_at').notNull(),
    lastModifiedAt: moment('last_modified_at').notNull(),
    /**
     * Since when it is known who is in it. A client sends a group before its members; until then
     * nobody can be said not to be a member (product.md 4.3).
     */
    membersKnownAt: moment('members_known_at'),
    /** Tombstone: rules that name a deleted group keep their last result for a while (product.md 4.3). */
    deletedAt: moment('deleted_at'),
    /** From then on rules that name the deleted group cover nobody. */
    lastResultEndedAt: moment('last_result_ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    // The few whose last result is still kept, looked for every minute.
    index('directory_groups_last_result')
      .on(t.deletedAt)
      .where(sql`${t.deletedAt} is not null and ${t.lastResultEndedAt} is null`),
    uniqueIndex('directory_groups_display_name')
      .on(t.organizationId, t.displayNameKey)
      .where(sql`${t.deletedAt} is null`),
    index('directory_groups_external_id').on(t.organizationId, t.externalIdKey),
    index('directory_groups_created').on(t.organizationId, t.createdAt, t.id),
  ],
)

/**
 * One row per membership, never a list (scim.md 5). `memberId` is an employee's `id` or, for a
 * nested group, a group's; a reference to either of two tables cannot be a foreign key, so both
 * sides are tombstoned, never dropped, while rows name them.
 */
export const directoryGroupMembers = pgTable(
  'directory_group_members',
  {
    organizationId: organizationId(),
    groupId: text('group_id').notNull(),
    memberId: text('member_id').notNull(),
    memberType: text('member_type').$type<'User' | 'Group'>().notNull(),
    addedAt: moment('added_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.groupId, t.memberId] }),
    // "Which groups is this person in", asked by every decision.
    index('directory_group_members_member').on(t.organizationId, t.memberId),
  ],
)
