import { and, eq, isNull, type SQLWrapper, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { refersTo } from '@/db/predicates'
import { accessGroups, decisions, grants, mobileKeys, properties, roles, rules } from '@/db/schema'
import { isRunning } from './employee-predicates'
import type { EmployeePlace, KeyState } from './schemas'

/**
 * What a person has at each property, as three lists that hang on the person's row in the caller's
 * own statement, and the function that lays them together.
 */
interface PersonColumns {
  organizationId: SQLWrapper
  id: SQLWrapper
}
type Place = Pick<EmployeePlace, 'propertyId' | 'property'>
type Given = Place & { accessGroup: string }
type Decided = Place & { role: string; rules: string[] }
type Key = Place & { state: KeyState }

export interface PlaceLists {
  given: Given[]
  decided: Decided[]
  keys: Key[]
}

export function placeLists(ctx: Context, person: PersonColumns) {
  return {
    given: sql<Given[]>`(${givenTo(ctx, person)})`.as('given'),
    decided: sql<Decided[]>`(${decidedFor(ctx, person)})`.as('decided'),
    keys: sql<Key[]>`(${keysOf(ctx, person)})`.as('keys'),
  }
}

/** One entry for each property that any list speaks of, in the order of the properties' names. */
export function placesOf({ given, decided, keys }: PlaceLists): EmployeePlace[] {
  const places = new Map<string, EmployeePlace>()
  const at = ({ propertyId, property }: Place): EmployeePlace => {
    const known = places.get(propertyId)
    if (known) return known
    const place: EmployeePlace = {
      propertyId,
      property,
      accessGroups: [],
      role: null,
      rules: [],
      key: null,
    }
    places.set(propertyId, place)
    return place
  }
  for (const one of given) {
    const names = at(one).accessGroups
    if (!names.includes(one.accessGroup)) names.push(one.accessGroup)
  }
  for (const one of decided) Object.assign(at(one), { role: one.role, rules: one.rules })
  for (const one of keys) at(one).key = one.state
  return [...places.values()].sort((a, b) => a.property.localeCompare(b.property))
}

function givenTo(ctx: Context, person: PersonColumns) {
  return ctx.db
    .select({
      json: sql`coalesce(jsonb_agg(jsonb_build_object(
        'propertyId', ${properties.id}, 'property', ${properties.name},
        'accessGroup', ${accessGroups.name}) order by ${accessGroups.nameKey}), '[]')`,
    })
    .from(grants)
    .innerJoin(accessGroups, refersTo(accessGroups, grants.organizationId, grants.accessGroupId))
    .innerJoin(properties, refersTo(properties, grants.organizationId, grants.propertyId))
    .where(
      and(
        eq(grants.organizationId, person.organizationId),
        eq(grants.employeeId, person.id),
        isRunning(ctx),
      ),
    )
}

function decidedFor(ctx: Context, person: PersonColumns) {
  const ruleNames = ctx.db
    .select({ json: sql`coalesce(jsonb_agg(${rules.name} order by ${rules.position}), '[]')` })
    .from(rules)
    .where(
      and(
        eq(rules.organizationId, decisions.organizationId),
        sql`${rules.id} = any(${decisions.ruleIds})`,
      ),
    )
  return ctx.db
    .select({
      json: sql`coalesce(jsonb_agg(jsonb_build_object(
        'propertyId', ${properties.id}, 'property', ${properties.name},
        'role', ${roles.name}, 'rules', (${ruleNames}))), '[]')`,
    })
    .from(decisions)
    .innerJoin(properties, refersTo(properties, decisions.organizationId, decisions.propertyId))
    .innerJoin(roles, refersTo(roles, decisions.organizationId, decisions.roleId))
    .where(
      and(eq(decisions.organizationId, person.organizationId), eq(decisions.employeeId, person.id)),
    )
}

/** Living keys alone: what ended is for the person's page to tell. */
function keysOf(ctx: Context, person: PersonColumns) {
  return ctx.db
    .select({
      json: sql`coalesce(jsonb_agg(jsonb_build_object(
        'propertyId', ${properties.id}, 'property', ${properties.name},
        'state', case when ${mobileKeys.suspendedAt} is not null then 'suspended' else ${mobileKeys.state} end)), '[]')`,
    })
    .from(mobileKeys)
    .innerJoin(properties, refersTo(properties, mobileKeys.organizationId, mobileKeys.propertyId))
    .where(
      and(
        eq(mobileKeys.organizationId, person.organizationId),
        eq(mobileKeys.employeeId, person.id),
        isNull(mobileKeys.revokedAt),
      ),
    )
}
