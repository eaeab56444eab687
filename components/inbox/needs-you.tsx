import { ExternalButton, LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page'
import { EmptyState } from '@/components/ui/states'
import { StatusBadge } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import { type NeedsYouItem, subjectOf } from '@/lib/inbox/schemas'
import { counted } from '@/lib/kernel/words'
import { type ConflictActions, ConflictChoice } from './conflict-choice'
import { ConflictSides } from './conflict-sides'
import { needsYouWords } from './needs-you-words'
import { PutOff, type PutOffAction } from './put-off'

interface Settling extends ConflictActions {
  putOff: PutOffAction
  timeZone: string
  /** ISO 8601. */
  today: string
}

/** One list, oldest first; each item says what follows for doors, and has one main action and one way to put it off. */
export function NeedsYou({ items, ...settling }: { items: NeedsYouItem[] } & Settling) {
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
          <Item key={`${item.kind} ${subjectOf(item)}`} item={item} {...settling} />
        ))}
      </ul>
    </>
  )
}

function Item({ item, ...settling }: { item: NeedsYouItem } & Settling) {
  const { title, consequence } = needsYouWords(item)
  const { timeZone } = settling
  const stopped = item.kind === 'token_ended'
  return (
    <li className="grid gap-3 p-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 grow basis-80 gap-1">
          <h2 className="font-medium wrap-anywhere">{title}</h2>
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
        {item.kind !== 'conflict' && <Commands item={item} {...settling} />}
      </div>
      {item.kind === 'conflict' && (
        <>
          <ConflictSides conflict={item} timeZone={timeZone} />
          <Commands item={item} {...settling} />
        </>
      )}
    </li>
  )
}

function Commands({ item, ...settling }: { item: NeedsYouItem } & Settling) {
  const { title, action } = needsYouWords(item)
  return (
    <div className="flex flex-wrap gap-2">
      {item.kind === 'conflict' ? (
        <ConflictChoice conflict={item} {...settling} />
      ) : action.external ? (
        <ExternalButton href={action.href}>{action.label}</ExternalButton>
      ) : (
        <LinkButton href={action.href}>{action.label}</LinkButton>
      )}
      {item.kind !== 'removals_held' && (
        <PutOff
          label={item.kind === 'conflict' ? 'Decide later' : 'Put it off'}
          title={title}
          item={{ kind: item.kind, subject: subjectOf(item) }}
          {...settling}
        />
      )}
    </div>
  )
}
