'use client'

import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { Select } from '@/components/ui/select'
import { ComparisonTable } from './comparison-table'
import type { PropertyView, RuleActions, RulesView } from './rules-view'
import { TryAgain } from './try-again'
import { useAnswer } from './use-answer'

/** The rules of two properties side by side. */
export function CompareDialog({
  view,
  property,
  actions,
  onClose,
}: {
  view: RulesView
  property: PropertyView
  actions: Pick<RuleActions, 'compareProperties'>
  onClose: () => void
}) {
  const others = view.properties.filter((one) => one.id !== property.id)
  const [rightId, setRightId] = useState(others[0]?.id ?? '')
  const { value, stale, refusal, again } = useAnswer(
    actions.compareProperties,
    rightId === '' ? undefined : { leftId: property.id, rightId },
  )
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={`${property.name} beside another property`}
      description="Rules are matched by their name."
    >
      <Select
        label="Compare with"
        className="sm:max-w-72"
        options={others.map(({ id, name }) => ({ value: id, label: name }))}
        value={rightId}
        onValueChange={setRightId}
      />
      {refusal && <TryAgain refusal={refusal} onAgain={again} />}
      {!value && !refusal && <p className="appear-late text-ink-soft">Comparing…</p>}
      {value && (
        <div aria-busy={stale} className={stale ? 'opacity-85' : undefined}>
          <ComparisonTable comparison={value} />
        </div>
      )}
    </Dialog>
  )
}
