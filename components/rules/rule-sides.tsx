import type { RuleContent } from '@/lib/rules/schemas'
import { differingParts, ruleParts } from './rule-words'
import type { RulesView } from './rules-view'

/** One rule as two people have it, side by side; what differs is marked. */
export function RuleSides({
  theirs,
  yours,
  titles,
  view,
}: {
  /** Null: there is only one. */
  theirs: RuleContent | null
  yours: RuleContent | null
  titles: { theirs: string; yours: string }
  view: RulesView
}) {
  const marked = theirs && yours ? differingParts(theirs, yours, view) : []
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {theirs && <Side title={titles.theirs} content={theirs} view={view} marked={marked} />}
      {yours && <Side title={titles.yours} content={yours} view={view} marked={marked} />}
    </div>
  )
}

function Side({
  title,
  content,
  view,
  marked,
}: {
  title: string
  content: RuleContent
  view: RulesView
  marked: string[]
}) {
  return (
    <section aria-label={title} className="grid content-start gap-2 rounded-base border p-3">
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
