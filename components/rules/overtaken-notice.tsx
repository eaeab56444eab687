'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import type { RuleContent } from '@/lib/rules/schemas'
import { RuleSides } from './rule-sides'
import type { PropertyView, RuleActions, RulesView } from './rules-view'
import type { Overtaken } from './use-applying'
import { VersionComparison } from './version-comparison'

/** Somebody else applied something first: nothing was written over, and both can be seen (product.md 3.3). */
export function OvertakenNotice({
  overtaken,
  property,
  view,
  yours,
  compareVersions,
  onPreviewAgain,
  onOpenRule,
}: {
  overtaken: Overtaken
  property: Pick<PropertyView, 'id' | 'timeZone'>
  view: RulesView
  /** The rule as it was on the screen, where the change does not say what it would be. */
  yours?: RuleContent | undefined
  compareVersions: RuleActions['compareVersions']
  onPreviewAgain: () => void
  /** A draft is decided in its editor. */
  onOpenRule?: ((ruleId: string) => void) | undefined
}) {
  const [seeing, setSeeing] = useState(false)
  const made = overtaken.kind === 'moved' ? overtaken : overtaken.theirs
  const isDraft = overtaken.kind === 'clash' && onOpenRule !== undefined
  const comparable = overtaken.kind === 'clash' || overtaken.from > 0
  return (
    <div className="grid gap-3">
      <Callout
        tone="attention"
        role="alert"
        title={
          made ? (
            <>
              {made.by} changed {overtaken.kind === 'moved' ? 'these rules' : nameOf(overtaken)}{' '}
              <Time at={made.at} timeZone={property.timeZone} />.
            </>
          ) : (
            'Somebody deleted this rule meanwhile.'
          )
        }
        action={
          <>
            {comparable && !seeing && <Button onClick={() => setSeeing(true)}>See both</Button>}
            {isDraft ? (
              <Button tone="primary" onClick={() => onOpenRule(overtaken.ruleId)}>
                Open the draft
              </Button>
            ) : (
              <Button tone="primary" onClick={onPreviewAgain}>
                Preview again
              </Button>
            )}
          </>
        }
      >
        Nothing was changed or written over.
      </Callout>
      {seeing && overtaken.kind === 'moved' && (
        <VersionComparison
          question={{ propertyId: property.id, from: overtaken.from, to: overtaken.version }}
          compareVersions={compareVersions}
        />
      )}
      {seeing && overtaken.kind === 'clash' && (
        <RuleSides
          theirs={overtaken.theirs}
          yours={overtaken.yours ?? yours ?? null}
          titles={{
            theirs: `${overtaken.theirs?.by}’s version`,
            yours: overtaken.yours ? 'Your version' : 'As you saw it',
          }}
          view={view}
        />
      )}
    </div>
  )
}

function nameOf({ theirs }: Extract<Overtaken, { kind: 'clash' }>): string {
  return theirs?.name ?? 'this rule'
}
