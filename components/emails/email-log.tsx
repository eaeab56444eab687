import { AddressSelect } from '@/components/ui/address-select'
import { LinkButton } from '@/components/ui/button'
import { Link } from '@/components/ui/navigation'
import { Pagination } from '@/components/ui/pagination'
import { SearchField } from '@/components/ui/search-field'
import { EmptyState } from '@/components/ui/states'
import { StatusBadge } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import {
  EMAIL_PAGE_SIZE,
  type EmailPage,
  type EmailQuery,
  type EmailRow,
  emailPeriods,
  emailTemplates,
  type HeldEmails,
} from '@/lib/email/schemas'
import { emailStates } from '@/lib/kernel/email-states'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'
import { EmailsHeader } from './email-tabs'
import { reasonWord, stateWords, templateWord } from './email-words'
import { emailsAddress } from './emails-address'
import { HeldCallout } from './held-callout'

export const emailColumns = ['E-mail', 'State', 'To', 'When']

const periodWords = { all: 'Any time', '24h': '24 hours', '7d': '7 days', '30d': '30 days' }

export interface EmailLogProps {
  query: EmailQuery
  page: EmailPage
  held: HeldEmails[]
  timeZone: string
  /** Why this administrator may not send; absent when they may. */
  refusal?: string | undefined
  release: (input: { propertyId: string }) => Promise<ActionResult<number>>
}

/** Every e-mail with its state, newest first; each opens into its own page. */
export function EmailLog({ query, page, held, timeZone, refusal, release }: EmailLogProps) {
  return (
    <>
      <EmailsHeader current="/emails" state={stateOf(query, page)} />
      {held.map((one) => (
        <HeldCallout key={one.propertyId} held={one} refusal={refusal} release={release} />
      ))}
      <Filters query={query} />
      {page.total === 0 ? (
        <NoEmails query={query} />
      ) : (
        <Results query={query} page={page} timeZone={timeZone} />
      )}
    </>
  )
}

function stateOf(query: EmailQuery, { total }: EmailPage): string {
  if (!isPlain(query)) return `${counted(total, 'e-mail')} of this filter, newest first.`
  return total === 0
    ? 'Nothing has been written to anybody yet.'
    : `${counted(total, 'e-mail')}, newest first. What was sent cannot be changed.`
}

function isPlain(query: EmailQuery): boolean {
  return emailsAddress(query, {}) === '/emails'
}

function Filters({ query }: { query: EmailQuery }) {
  const any = { value: 'any', label: 'Any state', href: emailsAddress(query, { state: '' }) }
  const every = { value: 'any', label: 'Every kind', href: emailsAddress(query, { template: '' }) }
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchField label="Address" value={query.q} />
      <div className="w-full sm:w-48">
        <AddressSelect
          label="State"
          value={query.state || 'any'}
          options={[
            any,
            ...emailStates.map((state) => ({
              value: state,
              label: stateWords[state].word,
              href: emailsAddress(query, { state }),
            })),
          ]}
        />
      </div>
      <div className="w-full sm:w-44">
        <AddressSelect
          label="Kind"
          value={query.template || 'any'}
          options={[
            every,
            ...emailTemplates.map((template) => ({
              value: template,
              label: templateWord(template),
              href: emailsAddress(query, { template }),
            })),
          ]}
        />
      </div>
      <div className="w-full sm:w-36">
        <AddressSelect
          label="When"
          value={query.period}
          options={emailPeriods.map((period) => ({
            value: period,
            label: periodWords[period],
            href: emailsAddress(query, { period }),
          }))}
        />
      </div>
    </div>
  )
}

function Results({ query, page, timeZone }: Pick<EmailLogProps, 'query' | 'page' | 'timeZone'>) {
  const { rows, total, page: number } = page
  const from = (number - 1) * EMAIL_PAGE_SIZE + 1
  const to = from + rows.length - 1
  return (
    <>
      <Table caption="E-mails, newest first" head={emailColumns}>
        {rows.map((row) => (
          <EmailLine key={row.id} row={row} timeZone={timeZone} />
        ))}
      </Table>
      <Pagination
        from={from}
        to={to}
        total={total}
        noun="e-mails"
        previousHref={number > 1 ? emailsAddress(query, { page: number - 1 }) : undefined}
        nextHref={to < total ? emailsAddress(query, { page: number + 1 }) : undefined}
      />
    </>
  )
}

function EmailLine({ row, timeZone }: { row: EmailRow; timeZone: string }) {
  const { word, tone } = stateWords[row.state]
  return (
    <Row>
      <RowHead>
        <Link
          href={`/emails/${row.id}`}
          className="block max-w-80 min-w-52 whitespace-normal text-ink hover:underline"
        >
          {row.subject}
        </Link>
        <p className="font-normal text-ink-soft">{templateWord(row.template)}</p>
      </RowHead>
      <Cell>
        <StatusBadge tone={tone}>{word}</StatusBadge>
        {row.error && <p className="max-w-72 min-w-48 text-ink-soft">{reasonWord(row.error)}</p>}
      </Cell>
      <Cell nowrap>
        {row.person && (
          <Link href={`/employees/${row.person.id}`} className="text-ink hover:underline">
            {row.person.name}
          </Link>
        )}
        <p className="text-ink-soft">{row.recipient}</p>
      </Cell>
      <Cell nowrap>
        <Time at={row.stateAt} timeZone={timeZone} />
      </Cell>
    </Row>
  )
}

function NoEmails({ query }: { query: EmailQuery }) {
  if (isPlain(query)) {
    return (
      <EmptyState title="No e-mail yet">
        Every e-mail will be here: invitations to set up a key, reminders, and alerts to
        administrators, each with its state and its exact copy.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="No e-mail matches these filters"
      action={<LinkButton href="/emails">Clear filters</LinkButton>}
    />
  )
}
