import { Check, X } from 'lucide-react'
import { rulesAddress } from '@/components/rules/rules-address'
import { TextLink } from '@/components/ui/page'

export interface WhyCondition {
  /** "Country is Canada; the rule asks: is any of US". */
  text: string
  met: boolean
}

export interface WhyRule {
  id: string
  name: string
  match: 'all' | 'any'
  conditions: WhyCondition[]
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
      <ul className="grid gap-0.5">
        {rule.conditions.map((condition) => (
          <ConditionLine key={condition.text} condition={condition} />
        ))}
      </ul>
    </div>
  )
}

function ConditionLine({ condition: { text, met } }: { condition: WhyCondition }) {
  const Icon = met ? Check : X
  return (
    <li className="flex items-start gap-2">
      <Icon
        size={16}
        strokeWidth={2}
        aria-hidden
        className={`mt-0.5 shrink-0 ${met ? 'text-gain' : 'text-lose'}`}
      />
      <span className="[overflow-wrap:anywhere]">
        {text}
        <span className="sr-only">{met ? ' (met)' : ' (not met)'}</span>
      </span>
    </li>
  )
}
