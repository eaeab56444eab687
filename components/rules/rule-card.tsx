'use client'

import { KeyRound } from 'lucide-react'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { Menu } from '@/components/ui/menu'
import { useNavigation } from '@/components/ui/navigation'
import { Card } from '@/components/ui/page'
import { Callout, Chip } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import { useNotify } from '@/components/ui/toast'
import { counted } from '@/lib/kernel/words'
import type { RuleActions, RuleView } from './rules-view'

/** A rule in words: if this, then those doors, this role, a key. */
export function RuleCard({
  rule,
  place,
  onEdit,
  actions,
}: {
  rule: RuleView
  place: { index: number; count: number }
  onEdit: () => void
  actions: RuleActions
}) {
  const [deleting, setDeleting] = useState(false)
  const { refresh } = useNavigation()
  const notify = useNotify()
  const [pending, start] = useTransition()
  const move = (direction: 'up' | 'down') =>
    start(async () => {
      const result = await actions.move({ ruleId: rule.id, direction })
      const to = place.index + (direction === 'up' ? 0 : 2)
      notify(result.ok ? `${rule.name}, now ${to} of ${place.count}` : result.message)
      refresh()
    })
  return (
    <Card className="grid gap-3">
      <div className="flex items-start justify-between gap-2">
        <h3 className="text-large font-semibold">{rule.name}</h3>
        <div className="flex items-center gap-1" aria-busy={pending}>
          <Button onClick={onEdit} aria-label={`Edit ${rule.name}`}>
            Edit
          </Button>
          <Menu
            label={`More for ${rule.name}`}
            items={[
              { label: 'Move up', onSelect: () => move('up'), disabled: place.index === 0 },
              {
                label: 'Move down',
                onSelect: () => move('down'),
                disabled: place.index === place.count - 1,
              },
              { label: 'Delete rule', onSelect: () => setDeleting(true), danger: true },
            ]}
          />
        </div>
      </div>
      <p className="max-w-[72ch]">
        If <strong className="font-medium">{rule.words}</strong>
      </p>
      <p className="flex flex-wrap items-center gap-1.5">
        <span className="text-ink-soft">then</span>
        {rule.accessGroupNames.map((name) => (
          <Chip key={name}>{name}</Chip>
        ))}
        <span className="text-ink-soft">doors, role</span>
        <Chip>{rule.roleName}</Chip>
        <span className="inline-flex items-center gap-1 text-ink-soft">
          <KeyRound size={15} strokeWidth={1.75} aria-hidden />
          {rule.mobileKey ? 'with a mobile key' : 'no mobile key'}
        </span>
      </p>
      <p className="text-small text-ink-soft">
        {counted(rule.peopleMatched, 'person matches', 'people match')} · edited by {rule.updatedBy}{' '}
        <Time at={rule.updatedAt} />
      </p>
      {deleting && (
        <DeleteRule rule={rule} remove={actions.remove} onClose={() => setDeleting(false)} />
      )}
    </Card>
  )
}

function DeleteRule({
  rule,
  remove,
  onClose,
}: {
  rule: RuleView
  remove: RuleActions['remove']
  onClose: () => void
}) {
  const { refresh } = useNavigation()
  const notify = useNotify()
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  const confirm = () =>
    start(async () => {
      const result = await remove({ ruleId: rule.id })
      if (!result.ok) return setRefusal(result.message)
      notify(`${rule.name} was deleted`)
      onClose()
      refresh()
    })
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete the rule ${rule.name}?`}
      description={`${counted(rule.peopleMatched, 'person has', 'people have')} access through it. Whoever no other rule covers loses it at once.`}
      action="Delete rule"
      pending={pending}
      onConfirm={confirm}
    >
      {refusal && (
        <Callout tone="stopped" role="alert">
          {refusal}
        </Callout>
      )}
    </ConfirmDialog>
  )
}
