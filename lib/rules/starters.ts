import { and, eq, inArray, isNull } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { accessGroups, directoryGroups, integrations, roles } from '@/db/schema'
import { nameKey } from '@/lib/kernel/name-key'
import { listDrafts, saveDraft } from './drafts'
import type { SingleCondition } from './engine/condition'
import type { StarterId, StartersInput } from './schemas'
import { readRules } from './stored-rules'

interface Starter {
  name: string
  /** How such a group may be called in Entra; the first that has arrived is asked for. */
  groups: string[]
  /** What is asked where Entra sends no such group. */
  otherwise: SingleCondition
}

const asks = (
  operand: string,
  operator: SingleCondition['operator'],
  values: string[],
): SingleCondition => ({ kind: 'condition', operand, operator, values })

/** Rules to start from (product.md 3.3, D8). */
const starters: Record<StarterId, Starter> = {
  everyone: { name: 'Everyone', groups: [], otherwise: asks('active', 'isYes', []) },
  employees: {
    name: 'Employees',
    groups: ['Employees', 'All Employees', 'Staff'],
    otherwise: asks('employeeType', 'isAnyOf', ['Employee', 'Full-time', 'Part-time']),
  },
  contractors: {
    name: 'Contractors',
    groups: ['Contractors', 'All Contractors', 'External'],
    otherwise: asks('employeeType', 'isAnyOf', ['Contractor', 'Contingent', 'External']),
  },
  itAdmin: {
    name: 'IT Admin',
    groups: ['IT Admin', 'IT Admins', 'IT'],
    otherwise: asks('department', 'isAnyOf', ['IT', 'Information Technology']),
  },
}

/**
 * Begins a draft for each chosen starter: an Entra group of its name where one has arrived, else an
 * attribute, and the property's access group of its name; what is missing is chosen in the editor.
 * A starter whose name is taken by a rule or a draft is left alone. Nothing changes for anybody.
 */
export async function startFrom(
  ctx: Context,
  { propertyId, starters: chosen }: StartersInput,
): Promise<{ ruleIds: string[] }> {
  return withTransaction(ctx, async (tx) => {
    const defaults = await readDefaults(tx)
    const taken = await takenNames(tx, propertyId)
    const ruleIds: string[] = []
    for (const id of new Set(chosen)) {
      const starter = starters[id]
      if (taken.has(nameKey(starter.name))) continue
      const group = await findGroup(tx, starter.groups)
      const condition = group ? asks('group', 'memberOf', [group]) : starter.otherwise
      const answer = await saveDraft(tx, {
        ...defaults,
        propertyId,
        name: starter.name,
        conditions: { match: 'all', conditions: [condition] },
        accessGroupIds: await findAccessGroup(tx, propertyId, starter.name),
      })
      ruleIds.push(answer.ruleId)
    }
    return { ruleIds }
  })
}

async function takenNames(tx: Context, propertyId: string): Promise<Set<string>> {
  const rules = await readRules(tx, { propertyId })
  const drafts = await listDrafts(tx, { propertyId })
  const names = [...rules, ...drafts.map((draft) => draft.content)].map((one) => one.name)
  return new Set(names.map(nameKey))
}

/** The role that everybody may have, and what new people get by default (D10). */
async function readDefaults(tx: Context): Promise<{ roleId: string; mobileKey: boolean }> {
  const [role] = await tx.db
    .select({ id: roles.id })
    .from(roles)
    .where(
      and(eq(roles.organizationId, tx.organizationId), eq(roles.basedOn, 'user'), roles.builtIn),
    )
  const [integration] = await tx.db
    .select({ keyDefault: integrations.keyDefault })
    .from(integrations)
    .where(eq(integrations.organizationId, tx.organizationId))
  if (!role) throw new Error('This organisation has no built-in role User.')
  return { roleId: role.id, mobileKey: integration?.keyDefault ?? true }
}

async function findGroup(tx: Context, names: string[]): Promise<string | undefined> {
  if (names.length === 0) return undefined
  const keys = names.map(nameKey)
  const rows = await tx.db
    .select({ id: directoryGroups.id, key: directoryGroups.displayNameKey })
    .from(directoryGroups)
    .where(
      and(
        eq(directoryGroups.organizationId, tx.organizationId),
        isNull(directoryGroups.deletedAt),
        inArray(directoryGroups.displayNameKey, keys),
      ),
    )
  return rows.toSorted((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key))[0]?.id
}

async function findAccessGroup(tx: Context, propertyId: string, name: string): Promise<string[]> {
  const rows = await tx.db
    .select({ id: accessGroups.id })
    .from(accessGroups)
    .where(
      and(
        eq(accessGroups.organizationId, tx.organizationId),
        eq(accessGroups.propertyId, propertyId),
        eq(accessGroups.nameKey, nameKey(name)),
      ),
    )
  return rows.map((row) => row.id)
}
