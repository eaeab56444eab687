'use client'

import { useState } from 'react'
import { KnownAt } from '@/components/directory/confirmation'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextLink } from '@/components/ui/page'
import { StatusBadge } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import { counted, numeral } from '@/lib/kernel/words'
import type { KnownVersion, PropertyView, RuleActions } from './rules-view'
import { TryAgain } from './try-again'
import { useAnswer } from './use-answer'
import { VersionComparison } from './version-comparison'

/** Every applied version of a property's rules, or of one: who, when, what changed; compared or restored. */
export function HistoryDialog({
  property,
  rule,
  actions,
  onClose,
  onRestore,
}: {
  property: PropertyView
  /** Only what happened to this one. */
  rule?: { id: string; name: string } | undefined
  actions: Pick<RuleActions, 'listVersions' | 'compareVersions'>
  onClose: () => void
  onRestore: (version: number) => void
}) {
  const {
    value: versions,
    refusal,
    again,
  } = useAnswer(actions.listVersions, {
    propertyId: property.id,
    ...(rule ? { ruleId: rule.id } : {}),
  })
  const [compared, setCompared] = useState<number>()
  const current = versions?.find((one) => one.current)?.number
  if (compared !== undefined && current !== undefined) {
    return (
      <Dialog
        open
        wide
        onOpenChange={(open) => !open && onClose()}
        title={`Version ${compared} beside version ${current}`}
        description={`Rules of ${property.name}. What differs is said under each rule.`}
        footer={
          <>
            <Button onClick={() => setCompared(undefined)}>Back to the history</Button>
            <Button tone="primary" onClick={() => onRestore(compared)}>
              Restore version {compared}
            </Button>
          </>
        }
      >
        <VersionComparison
          question={{ propertyId: property.id, from: compared, to: current }}
          compareVersions={actions.compareVersions}
        />
      </Dialog>
    )
  }
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={`History of ${rule?.name ?? property.name}`}
      description={
        rule
          ? `Each apply is a version of all rules of ${property.name}. Restoring one restores them all, and is previewed first.`
          : 'Each apply is a version. Restoring one is previewed first.'
      }
    >
      {refusal && <TryAgain refusal={refusal} onAgain={again} />}
      {!versions && !refusal && <p className="appear-late text-ink-soft">Reading the history…</p>}
      {versions?.length === 0 && (
        <p className="text-ink-soft">Nothing was applied here yet. The first apply is version 1.</p>
      )}
      {versions && versions.length > 0 && (
        <ol className="grid">
          {versions.map((version) => (
            <Version
              key={version.number}
              version={version}
              timeZone={property.timeZone}
              onCompare={() => setCompared(version.number)}
              onRestore={() => onRestore(version.number)}
            />
          ))}
        </ol>
      )}
    </Dialog>
  )
}

function Version({
  version,
  timeZone,
  onCompare,
  onRestore,
}: {
  version: KnownVersion
  timeZone: string
  onCompare: () => void
  onRestore: () => void
}) {
  const { number, by, at, difference, gained, lost, current, known } = version
  return (
    <li className="grid gap-1 border-t py-3 first:border-t-0 first:pt-0">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="flex flex-wrap items-center gap-x-2">
          <strong className="font-semibold">Version {number}</strong>
          {current && <StatusBadge tone="healthy">Live</StatusBadge>}
          <span className="text-small text-ink-soft">
            {by}, <Time at={at} timeZone={timeZone} />
          </span>
        </p>
        {!current && (
          <div className="flex flex-wrap gap-1">
            <Button tone="quiet" onClick={onCompare}>
              Compare version {number} with today’s
            </Button>
            <Button onClick={onRestore}>Restore version {number}</Button>
          </div>
        )}
      </div>
      {difference.length > 0 ? (
        <ul className="list-disc pl-5">
          {difference.map((sentence, index) => (
            <li key={index} className="break-words">
              {sentence}
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-ink-soft">The same rules as before.</p>
      )}
      <p className="text-small text-ink-soft">
        {counted(gained, 'person gained', 'people gained')}, {numeral(lost)} lost
        {known && (
          <>
            {'. '}
            <KnownAt confirmation={known} />
            {known.confirmed < known.doors && (
              <>
                {' '}
                <TextLink href="/doors/controllers">Look at the door controllers</TextLink>
              </>
            )}
          </>
        )}
      </p>
    </li>
  )
}
