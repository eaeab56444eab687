import { ExternalButton, LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page'
import { EmptyState } from '@/components/ui/states'
import { StatusBadge } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import type { NeedsYouItem } from '@/lib/inbox/schemas'
import { counted } from '@/lib/kernel/words'
import { needsYouWords } from './needs-you-words'

/** One list, oldest first; each item says what follows for doors and has one main action. */
export function NeedsYou({ items, timeZone }: { items: NeedsYouItem[]; timeZone: string }) {
  if (items.length === 0) {
    return (
      <>
        <PageHeader title="Needs you" />
        <EmptyState title="Nothing needs you.">
          What waits for a decision stands here: two people with one e-mail, a property without
          rules, a token that runs out, an e-mail that did not arrive.
        </EmptyState>
      </>
    )
  }
  return (
    <>
      <PageHeader
        title="Needs you"
        state={`${counted(items.length, 'thing waits', 'things wait')} for you, the oldest first. Each disappears by itself once it is settled.`}
      />
      <ul className="divide-y rounded-base border bg-raised">
        {items.map((item) => (
          <Item key={keyOf(item)} item={item} timeZone={timeZone} />
        ))}
      </ul>
    </>
  )
}

function Item({ item, timeZone }: { item: NeedsYouItem; timeZone: string }) {
  const { title, consequence, action } = needsYouWords(item)
  const stopped = item.kind === 'token_ended'
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 p-4">
      <div className="grid min-w-0 grow basis-80 gap-1">
        <h2 className="font-medium">{title}</h2>
        <p className="max-w-[72ch] text-ink-soft">{consequence}</p>
        <p className="flex flex-wrap gap-x-3 text-small text-ink-soft">
          <StatusBadge tone={stopped ? 'stopped' : 'attention'}>
            {stopped ? 'Stopped' : 'Waiting'} since <Time at={item.since} timeZone={timeZone} />
          </StatusBadge>
          {item.kind === 'token_ending' && (
            <span>
              runs out <Time at={item.expiresAt} timeZone={timeZone} />
            </span>
          )}
        </p>
      </div>
      {action.external ? (
        <ExternalButton href={action.href}>{action.label}</ExternalButton>
      ) : (
        <LinkButton href={action.href}>{action.label}</LinkButton>
      )}
    </li>
  )
}

function keyOf(item: NeedsYouItem): string {
  switch (item.kind) {
    case 'conflict':
    case 'key_lost':
    case 'card_asked':
    case 'returned':
      return `${item.kind} ${item.employeeId}`
    case 'rule_broken':
      return item.ruleId
    case 'token_ending':
    case 'token_ended':
      return `${item.kind} ${item.ending}`
    case 'no_rules':
    case 'no_match':
      return item.propertyId
    default:
      return item.kind
  }
}
