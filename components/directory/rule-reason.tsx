import { ReasonLines } from '@/components/rules/reason-lines'
import { rulesAddress } from '@/components/rules/rules-address'
import { TextLink } from '@/components/ui/page'
import type { ReasonedCondition } from '@/lib/access/schemas'

export interface WhyRule {
  id: string
  name: string
  match: 'all' | 'any'
  conditions: ReasonedCondition[]
}

/** A rule with each of its conditions on the person's own values. */
export function RuleReason({ rule, lead, end }: { rule: WhyRule; lead: string; end: string }) {
  return (
    <div className="grid gap-1">
      <p>
        {lead} <TextLink href={rulesAddress({ ruleId: rule.id })}>{rule.name}</TextLink>
        {end && ` ${end}`}
        {rule.match === 'any' && rule.conditions.length > 1 && (
          <span className="text-ink-soft"> (any of these is enough)</span>
        )}
        :
      </p>
      <ReasonLines conditions={rule.conditions} />
    </div>
  )
}
