import { Card } from '@/components/ui/page'
import { StatusBadge } from '@/components/ui/status'
import { DraftLine, Gives, RuleName } from './card-parts'
import { ConditionWords } from './condition-words'
import type { DraftView, RulesView } from './rules-view'
import { unreadableGroups } from './unreadable-rules'

/** A rule that only a draft knows: it gives nothing yet. */
export function NewRuleCard({
  draft,
  href,
  view,
  timeZone,
  onContinue,
  onDiscard,
}: {
  draft: DraftView
  href: string
  view: RulesView
  timeZone: string
  onContinue: () => void
  onDiscard: () => void
}) {
  const { content } = draft
  return (
    <Card className="grid gap-3 border-dashed">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <RuleName href={href}>{content.name}</RuleName>
        <StatusBadge tone="waiting">Draft, not live yet</StatusBadge>
        {unreadableGroups(content.conditions, view) > 0 && (
          <StatusBadge tone="attention">Group not readable</StatusBadge>
        )}
      </div>
      <p className="max-w-[72ch] break-words">
        <span className="text-ink-soft">If </span>
        <ConditionWords conditions={content.conditions} view={view} />
      </p>
      <Gives
        doors={content.accessGroupIds.map((id) => nameIn(view.accessGroups, id))}
        roleName={nameIn(view.roles, content.roleId)}
        mobileKey={content.mobileKey}
        leftOut={content.leftOut.length}
      />
      <DraftLine {...{ draft, view, timeZone, onContinue, onDiscard }} />
    </Card>
  )
}

const nameIn = (list: { id: string; name: string }[], id: string) =>
  list.find((one) => one.id === id)?.name ?? 'Deleted'
