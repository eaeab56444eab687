import { newId } from '@/lib/kernel/ids'
import { nameKey } from '@/lib/kernel/name-key'
import { hashSecret } from '@/lib/platform/secret'
import type { Context } from '../context'
import * as schema from '../schema'

/** Rows for tests that read what others write: each puts down one thing and returns its id. */
export async function newTestEmployee(
  ctx: Context,
  values: Partial<typeof schema.employees.$inferInsert> & { displayName: string },
): Promise<string> {
  const id = newId('employee')
  await ctx.db.insert(schema.employees).values({
    organizationId: ctx.organizationId,
    id,
    scimId: id,
    source: 'entra',
    userName: values.primaryEmail ?? id,
    userNameKey: nameKey(values.primaryEmail ?? id),
    primaryEmailKey: values.primaryEmail ? nameKey(values.primaryEmail) : null,
    active: true,
    resource: {},
    facts: {},
    version: 1,
    createdAt: ctx.now,
    lastModifiedAt: ctx.now,
    ...values,
  })
  return id
}

export async function newTestProperty(ctx: Context, name: string): Promise<string> {
  const id = newId('property')
  await ctx.db.insert(schema.properties).values({
    organizationId: ctx.organizationId,
    id,
    name,
    nameKey: nameKey(name),
    address: '1 Test Street',
    timeZone: 'America/Denver',
    createdAt: ctx.now,
  })
  return id
}

/** An access group with one door of its own name for each of `doors`. */
export async function newTestAccessGroup(
  ctx: Context,
  { propertyId, name, doors = [] }: { propertyId: string; name: string; doors?: string[] },
): Promise<string> {
  const { organizationId, now: createdAt } = ctx
  const id = newId('accessGroup')
  await ctx.db
    .insert(schema.accessGroups)
    .values({ organizationId, id, propertyId, name, nameKey: nameKey(name), createdAt })
  for (const door of doors) {
    const doorId = newId('door')
    await ctx.db.insert(schema.doors).values({
      organizationId,
      id: doorId,
      propertyId,
      name: door,
      nameKey: nameKey(door),
      createdAt,
    })
    await ctx.db
      .insert(schema.accessGroupDoors)
      .values({ organizationId, propertyId, accessGroupId: id, doorId })
  }
  return id
}

/** A rule that matches everyone whose account is enabled, unless `conditions` say otherwise. */
export async function newTestRule(
  ctx: Context,
  values: Pick<typeof schema.rules.$inferInsert, 'propertyId' | 'name' | 'roleId'> &
    Partial<typeof schema.rules.$inferInsert>,
): Promise<string> {
  const id = newId('rule')
  await ctx.db.insert(schema.rules).values({
    organizationId: ctx.organizationId,
    id,
    nameKey: nameKey(values.name),
    position: 1,
    conditions: {
      match: 'all',
      conditions: [{ kind: 'condition', operand: 'active', operator: 'isYes', values: [] }],
    },
    mobileKey: true,
    enabled: true,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    updatedBy: 'Ana Ruiz',
    version: 1,
    ...values,
  })
  return id
}

export async function newTestDecision(
  ctx: Context,
  values: Pick<typeof schema.decisions.$inferInsert, 'employeeId' | 'propertyId' | 'roleId'> &
    Partial<typeof schema.decisions.$inferInsert>,
): Promise<void> {
  await ctx.db.insert(schema.decisions).values({
    organizationId: ctx.organizationId,
    ruleIds: [],
    accessGroupIds: [],
    mobileKey: false,
    decidedAt: ctx.now,
    ...values,
  })
}

export async function newTestGrant(
  ctx: Context,
  values: Pick<typeof schema.grants.$inferInsert, 'employeeId' | 'propertyId' | 'accessGroupId'> &
    Partial<typeof schema.grants.$inferInsert>,
): Promise<void> {
  await ctx.db.insert(schema.grants).values({
    organizationId: ctx.organizationId,
    id: newId('grant'),
    source: 'rule',
    since: ctx.now,
    ...values,
  })
}

export async function newTestKey(
  ctx: Context,
  values: Pick<typeof schema.mobileKeys.$inferInsert, 'employeeId' | 'propertyId' | 'state'> &
    Partial<typeof schema.mobileKeys.$inferInsert>,
): Promise<string> {
  const id = newId('mobileKey')
  await ctx.db.insert(schema.mobileKeys).values({
    organizationId: ctx.organizationId,
    id,
    stateAt: ctx.now,
    issuedAt: ctx.now,
    ...values,
  })
  return id
}

/** A card whose number is spelled as `readCardNumber` spells it; returns its id. */
export async function newTestCard(
  ctx: Context,
  {
    number,
    ...values
  }: { employeeId: string; propertyId: string; number: string } & Partial<
    typeof schema.cards.$inferInsert
  >,
): Promise<string> {
  const id = newId('card')
  await ctx.db.insert(schema.cards).values({
    organizationId: ctx.organizationId,
    id,
    numberHash: hashSecret(number.toUpperCase()),
    ending: number.slice(-4),
    givenAt: ctx.now,
    givenBy: 'Ana Ruiz',
    ...values,
  })
  return id
}

/** The link of an e-mail, as somebody holds it; returns its id. */
export async function newTestInvitation(
  ctx: Context,
  { token, ...values }: { employeeId: string; token: string; expiresAt: Date },
): Promise<string> {
  const id = newId('invitation')
  await ctx.db.insert(schema.invitations).values({
    organizationId: ctx.organizationId,
    id,
    tokenHash: hashSecret(token),
    createdAt: ctx.now,
    ...values,
  })
  return id
}

export async function newTestEmail(
  ctx: Context,
  values: Partial<typeof schema.emails.$inferInsert> & { employeeId: string },
): Promise<string> {
  const id = newId('message')
  await ctx.db.insert(schema.emails).values({
    id,
    organizationId: ctx.organizationId,
    template: 'key-invitation',
    recipient: 'somebody@contoso.com',
    subject: 'Your key to HQ Denver is ready',
    sealedBody: '',
    state: 'sent',
    createdAt: ctx.now,
    sentAt: ctx.now,
    ...values,
  })
  return id
}
