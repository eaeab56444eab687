import { AddressSelect } from '@/components/ui/address-select'
import { LinkButton } from '@/components/ui/button'
import { Link } from '@/components/ui/navigation'
import { PageHeader } from '@/components/ui/page'
import { SearchField } from '@/components/ui/search-field'
import { EmptyState } from '@/components/ui/states'
import { TabLinks } from '@/components/ui/tabs'
import {
  type ActivityPage,
  type ActivityQuery,
  lenses,
  nounsOf,
  periods,
} from '@/lib/activity/schemas'
import { activityAddress } from './activity-address'
import { ActivityTable } from './activity-table'
import { lensWords, nounWords, periodWords } from './activity-words'

export interface ActivityLogProps {
  query: ActivityQuery
  page: ActivityPage
  timeZone: string
}

export function ActivityLog({ query, page, timeZone }: ActivityLogProps) {
  return (
    <>
      <PageHeader
        title="Activity"
        state="Everything that happened, newest first. Entries cannot be changed."
      />
      <TabLinks
        label="Lenses"
        tabs={lenses.map((lens) => ({
          label: lensWords[lens],
          href: activityAddress(query, { lens, what: '' }),
          current: lens === query.lens,
        }))}
      />
      <Filters query={query} />
      {page.rows.length === 0 ? (
        <NoEntries query={query} />
      ) : (
        <>
          <ActivityTable rows={page.rows} timeZone={timeZone} withResult={query.lens === 'sync'} />
          <nav aria-label="Pages" className="mt-3 flex flex-wrap justify-end gap-2">
            {query.page !== '' && (
              <LinkButton href={activityAddress(query, { page: '' })}>Newest entries</LinkButton>
            )}
            {page.next && (
              <LinkButton href={activityAddress(query, { page: page.next })}>
                Older entries
              </LinkButton>
            )}
          </nav>
        </>
      )}
    </>
  )
}

function Filters({ query }: { query: ActivityQuery }) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchField label="Person, rule, path or property" value={query.q} />
      <div className="w-full sm:w-60">
        <AddressSelect
          label="What"
          value={query.what || 'any'}
          options={[
            { value: 'any', label: 'Everything', href: activityAddress(query, { what: '' }) },
            ...nounsOf[query.lens].map((noun) => ({
              value: noun,
              label: nounWords[noun],
              href: activityAddress(query, { what: noun }),
            })),
          ]}
        />
      </div>
      <div className="w-full sm:w-40">
        <AddressSelect
          label="When"
          value={query.period}
          options={periods.map((period) => ({
            value: period,
            label: periodWords[period],
            href: activityAddress(query, { period }),
          }))}
        />
      </div>
      {query.subject !== '' && (
        <p className="text-small text-ink-soft">
          About one subject alone.{' '}
          <Link
            href={activityAddress(query, { subject: '' })}
            className="text-accent underline underline-offset-2"
          >
            Show all
          </Link>
        </p>
      )}
    </div>
  )
}

const emptyWords: Record<ActivityQuery['lens'], string> = {
  people: 'Who was added, changed or deactivated, and every door and key given or taken.',
  sync: 'Every request that Entra makes, and the groups that it sends.',
  changes: 'What administrators change: rules, tokens, properties, access groups and settings.',
}

function NoEntries({ query }: { query: ActivityQuery }) {
  const plain =
    activityAddress(query, {}) ===
    activityAddress({ ...query, what: '', period: 'all', q: '', subject: '' }, {})
  if (plain)
    return <EmptyState title="Nothing has happened yet">{emptyWords[query.lens]}</EmptyState>
  return (
    <EmptyState
      title="No entry matches these filters"
      action={<LinkButton href={`/activity?lens=${query.lens}`}>Clear filters</LinkButton>}
    />
  )
}
