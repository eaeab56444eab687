'use client'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { RuleSides } from './rule-sides'
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
      <RuleSides
        theirs={theirs}
        yours={yours}
        titles={{ theirs: `${theirs?.by}’s version`, yours: 'Your version' }}
        view={view}
      />
    </Dialog>
  )
}
