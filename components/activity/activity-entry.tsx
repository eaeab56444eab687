import type { ReactNode } from 'react'
import { RuleReason, type WhyRule } from '@/components/directory/rule-reason'
import { rulesAddress } from '@/components/rules/rules-address'
import { LinkButton } from '@/components/ui/button'
import { PageHeader, TextLink } from '@/components/ui/page'
import { Callout, StatusBadge } from '@/components/ui/status'
import { TabLinks } from '@/components/ui/tabs'
import { Time } from '@/components/ui/time'
import { describeActivity } from '@/lib/activity/describe'
import { type AnyActivityRow, type EntryTab, entryTabs } from '@/lib/activity/schemas'
import { actorLabel } from '@/lib/kernel/actors'
import { outcomeWords } from './activity-table'
import { tabWords } from './activity-words'
import { EntryChanges } from './entry-changes'
import { outcomeOf, whyOf } from './entry-facts'
import { EntrySteps } from './entry-steps'
import { EntryTechnical } from './entry-technical'

export interface ActivityEntryProps {
  entry: AnyActivityRow
  tab: EntryTab
  /** What else the same request did. */
  related: AnyActivityRow[]
  relatedTotal: number
  /** What ends the failure, when it tells of one. */
  fix: { sentence: string; link: { label: string; href: string } | null } | null
  /** What the request carried, as JSON. */
  body: string | null
  /** The rules behind it, as they and the person are today. */
  rules: WhyRule[]
  timeZone: string
}

/** One entry, opened: what happened, why, what was before and after, and the technical side. */
export function ActivityEntry(props: ActivityEntryProps) {
  const { entry, tab, fix, timeZone } = props
  const outcome = outcomeWords[outcomeOf(entry)]
  return (
    <>
      <PageHeader
        back={{ href: `/activity?lens=${entry.lens}`, label: 'Activity' }}
        title={describeActivity(entry.kind, entry.data)}
        state={
          <>
            {entry.kind === 'scim.request' && (
              <>
                <StatusBadge tone={outcome.tone}>
                  {outcome.word} {entry.data.status}
                </StatusBadge>{' '}
              </>
            )}
            <Time at={entry.at} timeZone={entry.property?.timeZone ?? timeZone} /> by{' '}
            {actorLabel(entry.actor)}
            {entry.property && ` at ${entry.property.name}`}.
          </>
        }
        actions={<Opens entry={entry} />}
      />
      {fix && <FixThis fix={fix} />}
      <TabLinks
        label="About this entry"
        tabs={entryTabs.map((one) => ({
          label: tabWords[one],
          href: one === 'happened' ? `/activity/${entry.id}` : `/activity/${entry.id}?tab=${one}`,
          current: one === tab,
        }))}
      />
      <TabContent {...props} />
    </>
  )
}

/** The person or the rules that it is about. */
function Opens({ entry: { kind, subject, property } }: Pick<ActivityEntryProps, 'entry'>) {
  if (subject?.kind === 'employee') {
    return <LinkButton href={`/employees/${subject.id}`}>Open the person</LinkButton>
  }
  if (kind === 'rule.deleted' || !kind.startsWith('rule.') || !property) return null
  return subject?.kind === 'rule' ? (
    <LinkButton href={rulesAddress({ ruleId: subject.id })}>Open the rule</LinkButton>
  ) : (
    <LinkButton href={rulesAddress({ propertyId: property.id })}>Open the rules</LinkButton>
  )
}

function TabContent(props: ActivityEntryProps): ReactNode {
  switch (props.tab) {
    case 'happened':
      return <EntrySteps {...props} />
    case 'why':
      return <Why {...props} />
    case 'changes':
      return <EntryChanges {...props} />
    case 'technical':
      return <EntryTechnical entry={props.entry} body={props.body} />
  }
}

function FixThis({ fix }: { fix: NonNullable<ActivityEntryProps['fix']> }) {
  return (
    <div className="mb-6">
      <Callout
        tone="attention"
        title="Fix this"
        action={fix.link && <LinkButton href={fix.link.href}>{fix.link.label}</LinkButton>}
      >
        {fix.sentence}
      </Callout>
    </div>
  )
}

function Why({ entry, rules, related }: ActivityEntryProps) {
  const sentences = whyOf(entry)
  const request = related.find((one) => one.kind === 'scim.request')
  const nothing = sentences.length === 0 && rules.length === 0 && !request
  return (
    <div className="grid max-w-[72ch] gap-3">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {rules.length > 0 && (
        <div className="grid gap-3 rounded-base border bg-raised p-4">
          <p className="text-small text-ink-soft">As the rules and the person are today</p>
          {rules.map((rule) => (
            <RuleReason key={rule.id} rule={rule} lead="Rule" end="" />
          ))}
        </div>
      )}
      {request && (
        <p>
          It came with this request:{' '}
          <TextLink href={`/activity/${request.id}`}>
            {describeActivity(request.kind, request.data)}
          </TextLink>
        </p>
      )}
      {nothing && <p>{actorLabel(entry.actor)} did it. There is no rule behind it.</p>}
    </div>
  )
}
