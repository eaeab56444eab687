import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page'
import { EmptyState } from '@/components/ui/states'
import { TabLinks } from '@/components/ui/tabs'
import { Time } from '@/components/ui/time'
import {
  ACTIVITY_SEARCHED_MAX,
  type ActivityPage,
  type ActivityQuery,
  type ActivityTotal,
  cursorOf,
  lenses,
} from '@/lib/activity/schemas'
import { counted } from '@/lib/kernel/words'
import { activityAddress, exportAddress, isFiltered } from './activity-address'
import { ActivityFilters, type FilterChoices } from './activity-filters'
import { ActivityTable } from './activity-table'
import { lensWords } from './activity-words'
import { LiveFollow, type LiveFollowProps } from './live-follow'
import { SavedViews, type SavedViewsProps } from './saved-views'

export interface ActivityLogProps {
  query: ActivityQuery
  page: ActivityPage
  /** How many entries the filters mean, whatever page of them is shown. */
  total: ActivityTotal
  timeZone: string
  choices: FilterChoices
  views: SavedViewsProps['views']
  actions: {
    countNewer: LiveFollowProps['countNewer']
    saveView: SavedViewsProps['save']
    deleteView: SavedViewsProps['remove']
  }
  /** Why the role may not take the log away as a file. */
  exportRefusal: string | undefined
}

/** The log through one of its lenses. */
export function ActivityLog(props: ActivityLogProps) {
  const { query, page, total, timeZone, choices, views, actions } = props
  return (
    <>
      <PageHeader
        title="Activity"
        state="Everything that happened, newest first. Entries cannot be changed and are kept for 400 days."
        actions={
          <>
            <SavedViews
              views={views.map((view) => ({ ...view, href: activityAddress(view.query, {}) }))}
              query={query}
              save={actions.saveView}
              remove={actions.deleteView}
            />
            {props.exportRefusal === undefined && total.count > 0 && (
              <ExportLink query={query} total={total} />
            )}
          </>
        }
      />
      <TabLinks
        label="Lenses"
        tabs={lenses.map((lens) => ({
          label: lensWords[lens],
          href: activityAddress(query, { lens, what: '', outcome: 'any', request: '' }),
          current: lens === query.lens && query.request === '',
        }))}
      />
      <ActivityFilters query={query} choices={choices} />
      <div className="mb-3 flex min-h-8 flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="text-small text-ink-soft tabular-nums">
          {totalWords(total, 'entry', 'entries')}
        </p>
        <LiveFollow
          countNewer={actions.countNewer}
          query={query}
          newest={page.rows[0] ? cursorOf(page.rows[0]) : ''}
        />
      </div>
      {page.rows.length === 0 ? (
        <NoEntries query={query} page={page} timeZone={timeZone} />
      ) : (
        <Entries query={query} page={page} timeZone={timeZone} />
      )}
    </>
  )
}

function Entries({ query, page, timeZone }: Pick<ActivityLogProps, 'query' | 'page' | 'timeZone'>) {
  const withResult = query.lens === 'sync' || query.request !== ''
  return (
    <>
      <ActivityTable rows={page.rows} timeZone={timeZone} withResult={withResult} />
      <nav aria-label="Pages" className="mt-3 flex flex-wrap items-center justify-end gap-2">
        {page.searchedTo && (
          <p className="mr-auto text-ink-soft">
            Searched back to <Time at={page.searchedTo} timeZone={timeZone} />.
          </p>
        )}
        {query.page !== '' && (
          <LinkButton href={activityAddress(query, { page: '' })}>Newest entries</LinkButton>
        )}
        {page.next && (
          <LinkButton href={activityAddress(query, { page: page.next })}>
            {page.searchedTo ? 'Search further back' : 'Older entries'}
          </LinkButton>
        )}
      </nav>
    </>
  )
}

/** A file, not a page: the browser fetches it itself. */
function ExportLink({ query, total }: { query: ActivityQuery; total: ActivityTotal }) {
  return (
    <a
      href={exportAddress(query)}
      download
      className="inline-flex min-h-11 items-center rounded-base border border-line-strong/50 bg-raised px-3 font-medium hover:bg-sunken sm:min-h-8"
    >
      Export {total.more === 'perhaps' ? 'all rows' : totalWords(total, 'row')} as CSV
    </a>
  )
}

function totalWords({ count, more }: ActivityTotal, one: string, many = `${one}s`): string {
  const words = counted(count, one, many)
  return { no: words, yes: `over ${words}`, perhaps: `${words} so far` }[more]
}

const emptyWords: Record<ActivityQuery['lens'], string> = {
  people: 'Who was added, changed or deactivated, and every door and key given or taken.',
  sync: 'Every request that Entra makes, and the groups that it sends.',
  changes: 'What administrators change: rules, tokens, properties, access groups and settings.',
}

function NoEntries({
  query,
  page,
  timeZone,
}: Pick<ActivityLogProps, 'query' | 'page' | 'timeZone'>) {
  if (!isFiltered(query) && query.page === '') {
    return <EmptyState title="Nothing has happened yet">{emptyWords[query.lens]}</EmptyState>
  }
  if (page.next && page.searchedTo) {
    return (
      <EmptyState
        title={`Nothing among ${ACTIVITY_SEARCHED_MAX.toLocaleString('en')} entries`}
        action={
          <LinkButton href={activityAddress(query, { page: page.next })}>
            Search further back
          </LinkButton>
        }
      >
        Searched back to <Time at={page.searchedTo} timeZone={timeZone} />. Choose days, a property
        or what it is about to search only there.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="No entry matches these filters"
      action={<LinkButton href={`/activity?lens=${query.lens}`}>Clear filters</LinkButton>}
    />
  )
}
