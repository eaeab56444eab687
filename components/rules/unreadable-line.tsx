import { TriangleAlert } from 'lucide-react'
import { Time } from '@/components/ui/time'
import type { Conditions } from '@/lib/rules/engine/condition'
import type { RulesView } from './rules-view'
import { unreadableGroups } from './unreadable-rules'

/** Under a rule that names a group which Microsoft lets nobody read (product.md 4.3): it goes on. */
export function UnreadableLine({
  conditions,
  view,
  timeZone,
  children,
}: {
  conditions: Conditions
  view: Pick<RulesView, 'unreadable'>
  timeZone: string
  /** What follows for people. */
  children: string
}) {
  const groups = unreadableGroups(conditions, view)
  if (groups === 0 || !view.unreadable) return null
  return (
    <p className="flex max-w-[72ch] items-start gap-1.5 text-small text-attention">
      <TriangleAlert size={15} strokeWidth={1.75} className="mt-px shrink-0" aria-hidden />
      <span>
        Its {groups === 1 ? 'group' : 'groups'} cannot be read at Microsoft; noticed{' '}
        <Time at={view.unreadable.since} timeZone={timeZone} past />. {children}
      </span>
    </p>
  )
}
