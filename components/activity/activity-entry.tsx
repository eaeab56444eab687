import type { ReactNode } from 'react'
import { LinkButton } from '@/components/ui/button'
import { Link } from '@/components/ui/navigation'
import { KeyValues, PageHeader, Section } from '@/components/ui/page'
import { StatusBadge } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { describeActivity } from '@/lib/activity/describe'
import type { AnyActivityRow } from '@/lib/activity/schemas'
import { actorLabel } from '@/lib/kernel/actors'
import { outcomeWords } from './activity-table'
import { changesOf, fixOf, outcomeOf, technicalOf, whyOf } from './entry-facts'

export interface ActivityEntryProps {
  entry: AnyActivityRow
  /** What else the same request did. */
  related: AnyActivityRow[]
  timeZone: string
}

/** One entry, opened: what happened, why, what was before and after, and the technical side. */
export function ActivityEntry({ entry, related, timeZone }: ActivityEntryProps) {
  const outcome = outcomeWords[outcomeOf(entry)]
  const fix = fixOf(entry)
  const why = whyOf(entry)
  const changes = changesOf(entry)
  return (
    <>
      <PageHeader
        back={{ href: '/activity', label: 'Activity' }}
        title={describeActivity(entry.kind, entry.data)}
        state={
          <>
            {entry.kind === 'scim.request' && (
              <>
                <StatusBadge tone={outcome.tone}>{outcome.word}</StatusBadge>{' '}
              </>
            )}
            <Time at={entry.at} timeZone={entry.property?.timeZone ?? timeZone} /> by{' '}
            {actorLabel(entry.actor)}
            {entry.property && ` at ${entry.property.name}`}.
          </>
        }
        actions={<EntryActions entry={entry} fix={fix} />}
      />
      {related.length > 0 && (
        <Section title="What happened">
          <Steps entry={entry} related={related} />
        </Section>
      )}
      {why.length > 0 && (
        <Section title="Why">
          {why.map((sentence) => (
            <p key={sentence} className="max-w-[72ch]">
              {sentence}
            </p>
          ))}
        </Section>
      )}
      {changes.length > 0 && (
        <Section title="Before and after">
          <Table caption="Values before and after" head={['Field', 'Before', 'After']}>
            {changes.map((change) => (
              <Row key={change.field}>
                <RowHead>{change.field}</RowHead>
                <Cell>{change.before ?? <Empty />}</Cell>
                <Cell>{change.after ?? <Empty />}</Cell>
              </Row>
            ))}
          </Table>
        </Section>
      )}
      <Section title="Technical">
        <KeyValues
          rows={technicalOf(entry).map(({ label, value }) => ({
            label,
            value: <code className="font-mono text-small [overflow-wrap:anywhere]">{value}</code>,
          }))}
        />
      </Section>
    </>
  )
}

function EntryActions({
  entry,
  fix,
}: {
  entry: AnyActivityRow
  fix: ReturnType<typeof fixOf>
}): ReactNode {
  const person = entry.subject?.kind === 'employee' ? entry.subject.id : undefined
  if (fix) {
    return (
      <LinkButton tone="primary" href={fix.href}>
        {fix.label}
      </LinkButton>
    )
  }
  return person ? <LinkButton href={`/employees/${person}`}>Open the person</LinkButton> : null
}

/** The entry among everything that the same request did, in the order in which it was done. */
function Steps({ entry, related }: Pick<ActivityEntryProps, 'entry' | 'related'>) {
  const steps = [...related, entry].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1),
  )
  return (
    <ol className="grid max-w-[72ch] gap-1.5">
      {steps.map((step, index) => (
        <li key={step.id} className="flex gap-3">
          <span className="w-5 shrink-0 text-right text-ink-soft tabular-nums" aria-hidden>
            {index + 1}
          </span>
          {step.id === entry.id ? (
            <span aria-current="true" className="font-medium [overflow-wrap:anywhere]">
              {describeActivity(step.kind, step.data)}
            </span>
          ) : (
            <Link
              href={`/activity/${step.id}`}
              className="[overflow-wrap:anywhere] hover:underline"
            >
              {describeActivity(step.kind, step.data)}
            </Link>
          )}
        </li>
      ))}
    </ol>
  )
}

function Empty() {
  return <span className="text-ink-soft">(empty)</span>
}
