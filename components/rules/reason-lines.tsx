import { Check, CircleHelp, X } from 'lucide-react'
import type { ReasonedCondition } from '@/lib/access/schemas'

/** Each condition on a person's own values with its mark; those of a nested group under their own. */
export function ReasonLines({
  conditions,
  label,
}: {
  conditions: ReasonedCondition[]
  label?: string
}) {
  return (
    <ul aria-label={label} className="grid gap-1">
      {conditions.map(({ text, group, ...state }, index) => (
        <li key={index} className="flex items-start gap-2">
          <Mark {...state} />
          {group ? (
            <div className="grid min-w-0 gap-1">
              <span>{group.match === 'all' ? 'All of these:' : 'Any of these:'}</span>
              <ReasonLines conditions={group.conditions} />
            </div>
          ) : (
            <span className="min-w-0 wrap-anywhere">{text}</span>
          )}
        </li>
      ))}
    </ul>
  )
}

function Mark({ met, known }: { met: boolean; known: boolean }) {
  const [Icon, look, word] = met
    ? ([Check, 'text-healthy', 'Met'] as const)
    : known
      ? ([X, 'text-stopped', 'Not met'] as const)
      : ([CircleHelp, 'text-ink-soft', 'Cannot tell'] as const)
  return (
    <span className={look}>
      <Icon size={15} strokeWidth={2} className="mt-0.5 shrink-0" aria-hidden />
      <span className="sr-only">{word}: </span>
    </span>
  )
}
