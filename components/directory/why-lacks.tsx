import { rulesAddress } from '@/components/rules/rules-address'
import { TextLink } from '@/components/ui/page'
import { counted } from '@/lib/kernel/words'
import { RuleReason } from './rule-reason'
import type { WhyPlace } from './why-places'

/** Every access group that stays shut, with the rule that would come closest to opening it. */
export function WhyLacks({ place }: { place: WhyPlace }) {
  const rules = rulesAddress({ propertyId: place.propertyId })
  if (!place.hasRules) {
    return (
      <p className="text-ink-soft">
        This property has no rule, so nobody new gets doors here.{' '}
        <TextLink href={rules}>Add a rule</TextLink>
      </p>
    )
  }
  if (place.lacks.length === 0 && place.closest) {
    return <RuleReason rule={place.closest} lead="No rule matches. Closest rule" end="" />
  }
  return place.lacks.map(({ accessGroupId, accessGroup, doors, closest }) => (
    <div key={accessGroupId} className="grid gap-1.5">
      <p>
        <span className="font-medium">{accessGroup}</span>
        <span className="text-ink-soft"> · {counted(doors.length, 'door')} · no access</span>
      </p>
      <div className="pl-4">
        {closest ? (
          <RuleReason rule={closest} lead="Closest rule" end="" />
        ) : (
          <p className="text-ink-soft">
            No rule gives it. <TextLink href={rules}>Look at the rules</TextLink>
          </p>
        )}
      </div>
    </div>
  ))
}
