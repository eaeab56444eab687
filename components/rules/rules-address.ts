import { z } from 'zod'

const RULES_PATH = '/integrations/azure/rules'
/** Stands in the address for a rule that nothing is stored of. */
export const NEW_RULE = 'new'

/** What the rules screen shows: a property, and the rule in the editor when one is open. */
export interface RulesPlace {
  propertyId: string
  ruleId: string | undefined
}

/** A rule's own address; its property follows from it. Without one, a property's rules. */
export function rulesAddress(
  { propertyId, ruleId }: { propertyId?: string; ruleId?: string | undefined },
  path = RULES_PATH,
): string {
  const query = new URLSearchParams({
    ...(propertyId === undefined ? {} : { property: propertyId }),
    ...(ruleId === undefined ? {} : { rule: ruleId }),
  })
  return query.size > 0 ? `${path}?${query}` : path
}

const ID_LENGTH_MAX = 64
const id = z.string().min(1).max(ID_LENGTH_MAX).optional().catch(undefined)
const addressSchema = z.object({ property: id, rule: id })

interface Placed {
  properties: { id: string }[]
  rules: { id: string; propertyId: string }[]
  drafts: { ruleId: string; propertyId: string }[]
}

/** What an address's parameters name. A rule leads to its property, wherever it was called from. */
export function rulesPlace(
  { properties, rules, drafts }: Placed,
  params: object,
  otherwise = properties[0]?.id ?? '',
): RulesPlace {
  const { property, rule } = addressSchema.parse(params)
  const known = rules.find((one) => one.id === rule) ?? drafts.find((one) => one.ruleId === rule)
  return { propertyId: known?.propertyId ?? property ?? otherwise, ruleId: rule }
}
