import type { ReactNode } from 'react'
import { ClockTime } from '@/components/ui/clock-time'
import { TextLink } from '@/components/ui/page'
import { Time } from '@/components/ui/time'
import type { Confirmation } from '@/lib/doors/schemas'
import { hoursText } from '@/lib/kernel/opening-hours'
import { counted } from '@/lib/kernel/words'
import { KnownAt } from './confirmation'
import { RuleReason } from './rule-reason'
import type { WhyGrant, WhyPlace } from './why-places'

/** One access group that the person has: its doors, why, since when, and which doors know of it. */
export function WhyGranted({
  grant,
  place,
  confirmation,
  children,
}: {
  grant: WhyGrant
  place: Pick<WhyPlace, 'timeZone' | 'hasRules'>
  confirmation: Confirmation | undefined
  children: ReactNode
}) {
  return (
    <div className="grid gap-1.5">
      <details className="group">
        <summary className="w-fit cursor-pointer">
          <span className="font-medium">{grant.accessGroup}</span>
          <span className="text-ink-soft">
            {' '}
            · {counted(grant.doors.length, 'door')}
            {grant.hours && ` · ${hoursText(grant.hours)}`}
          </span>
        </summary>
        <p className="mt-1 max-w-[72ch] pl-4 text-small text-ink-soft">
          {grant.doors.length > 0 ? grant.doors.join(', ') : 'This access group has no doors yet.'}
        </p>
      </details>
      <div className="grid gap-1.5 pl-4">
        <Origin grant={grant} place={place} />
        <p className="text-small text-ink-soft">
          Since <ClockTime at={grant.since} timeZone={place.timeZone} />.{' '}
          {confirmation && <KnownAt confirmation={confirmation} />}
        </p>
        {children}
      </div>
    </div>
  )
}

/** By hand, by which rules, or kept although no rule gives it any more. */
function Origin({
  grant,
  place: { timeZone, hasRules },
}: {
  grant: WhyGrant
  place: Pick<WhyPlace, 'timeZone' | 'hasRules'>
}) {
  if (grant.source === 'hand') {
    return (
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
    )
  }
  if (grant.waitsSince) {
    return (
      <p>
        No rule gives this any more. It is kept because more people would lose access than your
        limit lets pass, since <Time at={grant.waitsSince} timeZone={timeZone} />:{' '}
        <TextLink href="/inbox/removals">decide</TextLink>.
      </p>
    )
  }
  if (!hasRules) {
    return <p>Kept since the property has no rule; nothing changes here until it has one.</p>
  }
  return grant.rules.map((rule) => (
    <RuleReason key={rule.id} rule={rule} lead="Because the rule" end="matched" />
  ))
}
