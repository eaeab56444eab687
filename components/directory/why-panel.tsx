import { Check, X } from 'lucide-react'
import { Section, TextLink } from '@/components/ui/page'
import { StatusBadge } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import { counted } from '@/lib/kernel/words'

export interface WhyCondition {
  /** "Country is Canada; the rule asks: is any of US". */
  text: string
  met: boolean
}

export interface WhyRule {
  name: string
  match: 'all' | 'any'
  conditions: WhyCondition[]
}

export interface WhyGrant {
  accessGroupId: string
  accessGroup: string
  doors: string[]
  source: 'rule' | 'hand'
  since: Date
  until: Date | null
  givenBy: string | null
  reason: string | null
  /** The matching rules that give it; empty when it was given by hand. */
  rules: WhyRule[]
}

export interface WhyPlace {
  propertyId: string
  property: string
  timeZone: string
  role: string | null
  /** False while the property has no rule at all: nothing is decided there. */
  hasRules: boolean
  grants: WhyGrant[]
  /** Where nothing matches: the rule that needs the fewest changes to match. */
  closest: WhyRule | null
}

/** Why this person has this access: per property what was given, by which rule, on which values. */
export function WhyPanel({ places, ended }: { places: WhyPlace[]; ended: boolean }) {
  return (
    <Section title="Access, and why" id="why">
      {places.length === 0 ? (
        <p className="text-ink-soft">There is no property yet, so there are no doors to open.</p>
      ) : (
        <ul className="divide-y rounded-base border bg-raised">
          {places.map((place) => (
            <li key={place.propertyId} className="grid gap-3 p-4">
              <PlaceHead place={place} />
              {place.grants.map((grant) => (
                <Grant
                  key={`${grant.accessGroupId} ${grant.source}`}
                  grant={grant}
                  timeZone={place.timeZone}
                />
              ))}
              {place.grants.length === 0 && !ended && <WhyNot place={place} />}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function PlaceHead({ place }: { place: WhyPlace }) {
  const open = place.grants.length > 0
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <h3 className="font-semibold">{place.property}</h3>
      <p className="flex items-center gap-3 text-small text-ink-soft">
        {place.role && <span>Role {place.role}</span>}
        <StatusBadge tone={open ? 'healthy' : 'neutral'}>
          {open ? 'Has access' : 'No access'}
        </StatusBadge>
      </p>
    </div>
  )
}

function Grant({ grant, timeZone }: { grant: WhyGrant; timeZone: string }) {
  return (
    <div className="grid gap-1.5">
      <details className="group">
        <summary className="w-fit cursor-pointer">
          <span className="font-medium">{grant.accessGroup}</span>
          <span className="text-ink-soft"> · {counted(grant.doors.length, 'door')}</span>
        </summary>
        <p className="mt-1 max-w-[72ch] pl-4 text-small text-ink-soft">
          {grant.doors.length > 0 ? grant.doors.join(', ') : 'This access group has no doors yet.'}
        </p>
      </details>
      <div className="grid gap-1.5 pl-4">
        {grant.source === 'hand' ? (
          <p>
            Given by hand{grant.givenBy && ` by ${grant.givenBy}`}
            {grant.reason && `, “${grant.reason}”`}
            {grant.until ? (
              <>
                . Ends <Time at={grant.until} timeZone={timeZone} />.
              </>
            ) : (
              '. It has no end.'
            )}
          </p>
        ) : (
          grant.rules.map((rule) => (
            <RuleReason key={rule.name} rule={rule} lead="Because the rule" end="matched:" />
          ))
        )}
        <p className="text-small text-ink-soft">
          Since <Time at={grant.since} timeZone={timeZone} />
        </p>
      </div>
    </div>
  )
}

function WhyNot({ place }: { place: WhyPlace }) {
  const rules = `/integrations/azure/rules?property=${place.propertyId}`
  if (!place.hasRules) {
    return (
      <p className="text-ink-soft">
        This property has no rule, so nobody new gets doors here.{' '}
        <TextLink href={rules}>Add a rule</TextLink>
      </p>
    )
  }
  if (!place.closest) return null
  return <RuleReason rule={place.closest} lead="Closest rule:" end="" />
}

function RuleReason({ rule, lead, end }: { rule: WhyRule; lead: string; end: string }) {
  return (
    <div className="grid gap-1">
      <p>
        {lead} <span className="font-medium">{rule.name}</span> {end}
        {rule.match === 'any' && rule.conditions.length > 1 && (
          <span className="text-ink-soft"> (any of these is enough)</span>
        )}
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
