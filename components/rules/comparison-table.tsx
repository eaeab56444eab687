import { StatusBadge } from '@/components/ui/status'
import type { ComparedRule, RulesComparison } from '@/lib/rules/schemas'

/** Two lists of rules side by side, rule by rule; what differs stands under each pair in words. */
export function ComparisonTable({ comparison }: { comparison: RulesComparison }) {
  const { left, right, rows } = comparison
  if (rows.length === 0) return <p className="text-ink-soft">Neither has a rule.</p>
  return (
    <ul className="grid gap-4">
      {rows.map((row) => (
        <li key={row.name} className="grid gap-2 border-t pt-3 first:border-t-0 first:pt-0">
          <div className="flex flex-wrap items-center gap-x-3">
            <h3 className="font-semibold break-words">{row.name}</h3>
            {row.differences.length === 0 && row.left && row.right ? (
              <StatusBadge tone="healthy">The same</StatusBadge>
            ) : (
              <StatusBadge tone="attention">
                {row.left && row.right
                  ? 'Differs'
                  : `Only at ${row.left ? left.title : right.title}`}
              </StatusBadge>
            )}
          </div>
          <div className="grid gap-2 sm:grid-cols-2">
            <Side title={left.title} rule={row.left} />
            <Side title={right.title} rule={row.right} />
          </div>
          {row.differences.length > 0 && (
            <ul className="list-disc pl-5 text-small">
              {row.differences.map((sentence, index) => (
                <li key={index} className="break-words">
                  {sentence}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  )
}

function Side({ title, rule }: { title: string; rule: ComparedRule | null }) {
  return (
    <section
      aria-label={title}
      className="grid content-start gap-1 rounded-base border bg-sunken/50 p-3"
    >
      <p className="text-small text-ink-soft">{title}</p>
      {rule ? (
        <>
          <p className="break-words">
            {rule.position}. If {rule.words}
          </p>
          <p className="text-small break-words text-ink-soft">
            {rule.accessGroups.join(', ')} doors · role {rule.role} ·{' '}
            {rule.mobileKey ? 'mobile key' : 'no mobile key'}
            {rule.leftOut.length > 0 && ` · left out: ${rule.leftOut.join(', ')}`}
            {!rule.enabled && ' · turned off'}
          </p>
        </>
      ) : (
        <p className="text-ink-soft">No such rule</p>
      )}
    </section>
  )
}
