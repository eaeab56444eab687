import type { ReactNode } from 'react'
import { LinkButton } from '@/components/ui/button'
import { PageHeader, TextLink } from '@/components/ui/page'
import { Pagination } from '@/components/ui/pagination'
import { SearchField } from '@/components/ui/search-field'
import { EmptyState } from '@/components/ui/states'
import { StatusBadge } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { TabLinks } from '@/components/ui/tabs'
import { Time } from '@/components/ui/time'
import {
  type DoorPlace,
  OPENER_PAGE_SIZE,
  type Opener,
  type OpenerGrant,
  type OpenerPage,
  type OpenerQuery,
} from '@/lib/doors/schemas'
import { type DoorAnswer, doorAnswerSentence } from '@/lib/kernel/door-answers'
import { hoursText } from '@/lib/kernel/opening-hours'
import { counted } from '@/lib/kernel/words'
import { openersAddress } from './openers-address'

interface DoorOpenersProps {
  door: DoorPlace
  query: OpenerQuery
  page: OpenerPage
}

/** Who can open one door, by the same truth that the door is told. */
export function DoorOpeners({ door, query, page }: DoorOpenersProps) {
  const address = (change: Partial<OpenerQuery>) => openersAddress(door.id, query, change)
  const exported = new URLSearchParams(query.q ? { q: query.q } : {})
  return (
    <>
      <PageHeader
        back={{ href: '/doors', label: 'Doors' }}
        title={`Who can open ${door.name}`}
        state={stateOf(door, page)}
        actions={
          // A file, not a page: the browser fetches it itself.
          <a
            href={`/doors/${door.id}/people.csv${exported.size > 0 ? `?${exported}` : ''}`}
            download
            className="inline-flex min-h-11 items-center rounded-base border border-line-strong/50 bg-raised px-3 font-medium hover:bg-sunken sm:min-h-8"
          >
            Export as CSV
          </a>
        }
      />
      <TabLinks
        label="Views"
        tabs={[
          {
            label: 'Can open it now',
            href: address({ view: 'open' }),
            current: query.view === 'open',
            count: page.totals.open,
          },
          {
            label: 'May, but no key or card opens',
            href: address({ view: 'shut' }),
            current: query.view === 'shut',
            count: page.totals.shut,
          },
        ]}
      />
      <div className="mb-3">
        <SearchField label="Name or e-mail" value={query.q} />
      </div>
      <Openers door={door} query={query} page={page} />
    </>
  )
}

function stateOf({ property, accessGroups }: DoorPlace, { totals }: OpenerPage): string {
  const through =
    accessGroups.length === 0
      ? 'No access group holds it, so nobody can open it.'
      : `Opened through ${accessGroups.map(({ name, hours }) => `${name}${inHours(hours)}`).join(', ')}.`
  return `At ${property.name}. ${counted(totals.open, 'person', 'people')} can open it now. ${through}`
}

function Openers({ door, query, page }: DoorOpenersProps) {
  const total = page.totals[query.view]
  if (total === 0) return <NobodyHere door={door} query={query} />
  const address = (number: number) => openersAddress(door.id, query, { page: number })
  const from = (page.page - 1) * OPENER_PAGE_SIZE + 1
  const to = from + page.rows.length - 1
  return (
    <>
      <Table
        caption={`Who can open ${door.name}`}
        head={['Person', 'Key or card', 'Through', 'Since', 'Until']}
      >
        {page.rows.map((person) => (
          <OpenerRow key={person.employeeId} person={person} timeZone={door.property.timeZone} />
        ))}
      </Table>
      <Pagination
        from={from}
        to={to}
        total={total}
        noun="people"
        previousHref={page.page > 1 ? address(page.page - 1) : undefined}
        nextHref={to < total ? address(page.page + 1) : undefined}
      />
    </>
  )
}

function OpenerRow({ person, timeZone }: { person: Opener; timeZone: string }) {
  return (
    <Row>
      <RowHead>
        <TextLink href={`/employees/${person.employeeId}`}>{person.name}</TextLink>
        {person.email && <p className="font-normal text-ink-soft">{person.email}</p>}
      </RowHead>
      <Cell>
        <KeyState person={person} timeZone={timeZone} />
      </Cell>
      <Cell>
        <Lines of={person.grants} line={throughOf} />
      </Cell>
      <Cell nowrap>
        <Lines of={person.grants} line={({ since }) => <Time at={since} timeZone={timeZone} />} />
      </Cell>
      <Cell nowrap>
        <Lines
          of={person.grants}
          line={({ until }) => (until ? <Time at={until} timeZone={timeZone} /> : 'No end')}
        />
      </Cell>
    </Row>
  )
}

function KeyState({ person, timeZone }: { person: Opener; timeZone: string }) {
  if (person.answer === 'open') {
    return (
      <>
        <StatusBadge tone="healthy">{carriedWords(person)}</StatusBadge>
        {person.carriedSince && (
          <p className="text-ink-soft">
            <Time at={person.carriedSince} timeZone={timeZone} />
          </p>
        )}
      </>
    )
  }
  const soon = waiting.includes(person.answer)
  return (
    <StatusBadge tone={soon ? 'waiting' : 'stopped'}>
      {person.answer === 'unknown_key'
        ? 'No mobile key and no card.'
        : doorAnswerSentence(person.answer)}
    </StatusBadge>
  )
}

function carriedWords({ card, device }: Opener): string {
  if (card !== null) return `Card …${card}`
  return device === null ? 'Active' : `Active on ${device}`
}

/** What settles itself when the person or the calendar moves; the rest waits for an administrator. */
const waiting: DoorAnswer[] = ['not_active', 'not_started', 'outside_hours']

function Lines({ of, line }: { of: OpenerGrant[]; line: (grant: OpenerGrant) => ReactNode }) {
  return (
    <ul>
      {of.map((grant) => (
        <li key={`${grant.accessGroup} ${grant.source}`}>{line(grant)}</li>
      ))}
    </ul>
  )
}

function throughOf({ accessGroup, hours, source, rules, givenBy }: OpenerGrant): string {
  const group = `${accessGroup}${inHours(hours)}`
  if (source === 'hand') return `${group}, by hand${givenBy ? ` by ${givenBy}` : ''}`
  if (rules.length === 0) return `${group}, by rule`
  return `${group}, by the ${rules.length === 1 ? 'rule' : 'rules'} ${rules.join(' and ')}`
}

/** Hours are told where there are any. */
function inHours(hours: OpenerGrant['hours']): string {
  return hours === null ? '' : ` (${hoursText(hours)})`
}

function NobodyHere({ door, query }: Pick<DoorOpenersProps, 'door' | 'query'>) {
  if (query.q) {
    return (
      <EmptyState
        title="Nobody matches this search"
        action={
          <LinkButton href={openersAddress(door.id, query, { q: '' })}>Clear search</LinkButton>
        }
      />
    )
  }
  if (query.view === 'shut') {
    return <EmptyState title="Everybody who may open this door can." />
  }
  return (
    <EmptyState title="Nobody can open this door now">
      People appear here when an access group of theirs holds this door and their mobile key or card
      is active.
    </EmptyState>
  )
}
