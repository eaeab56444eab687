'use client'

import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { RuleContent } from '@/lib/rules/schemas'
import { differingParts, ruleParts } from './rule-words'
import type { RulesView } from './rules-view'
import type { Clash } from './use-saving'

/** Theirs and yours side by side; whoever looks decides which one goes on. */
export function ClashDialog({
  clash: { theirs, yours },
  view,
  onClose,
  onUseMine,
  onUseTheirs,
}: {
  clash: Clash
  view: RulesView
  onClose: () => void
  onUseMine: () => void
  onUseTheirs: () => void
}) {
  const differing = theirs ? differingParts(theirs, yours, view) : []
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title="Two versions of this rule"
      description={
        theirs
          ? 'Choose one, or go on editing yours with theirs in mind. What differs is marked.'
          : 'It was deleted while you edited it. Yours can be stored as a new rule.'
      }
      footer={
        <>
          <Button onClick={onClose}>Go on editing mine</Button>
          <Button onClick={onUseTheirs}>
            {theirs ? `Keep ${theirs.by}’s` : 'Leave it deleted'}
          </Button>
          <Button tone="primary" onClick={onUseMine}>
            {theirs ? 'Preview mine instead' : 'Preview mine as a new rule'}
          </Button>
        </>
      }
    >
      <div className="grid gap-4 sm:grid-cols-2">
        {theirs && (
          <Side title={`${theirs.by}’s version`} content={theirs} view={view} marked={differing} />
        )}
        <Side title="Your version" content={yours} view={view} marked={differing} />
      </div>
    </Dialog>
  )
}

function Side({
  title,
  content,
  view,
  marked,
}: {
  title: ReactNode
  content: RuleContent
  view: RulesView
  marked: string[]
}) {
  return (
    <section className="grid content-start gap-2 rounded-base border p-3">
      <h3 className="font-semibold">{title}</h3>
      <dl className="grid gap-2">
        {ruleParts(content, view).map(({ name, words }) => (
          <div key={name} className="grid gap-0.5">
            <dt className="text-small text-ink-soft">
              {name}
              {marked.includes(name) && <span className="text-attention"> · differs</span>}
            </dt>
            <dd className="break-words">
              {marked.includes(name) ? (
                <mark className="bg-attention-soft text-ink">{words}</mark>
              ) : (
                words
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
