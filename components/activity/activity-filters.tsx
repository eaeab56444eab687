import { AddressSelect } from '@/components/ui/address-select'
import { Link } from '@/components/ui/navigation'
import { SearchField } from '@/components/ui/search-field'
import { type ActivityQuery, actorKinds, nounsOf, outcomes, periods } from '@/lib/activity/schemas'
import { activityAddress, isFiltered } from './activity-address'
import { actorWords, nounWords, outcomeFilterWords, periodWords } from './activity-words'
import { DayRange } from './day-range'

/** What filters can be chosen from besides what the log itself knows. */
export interface FilterChoices {
  properties: { id: string; name: string }[]
  admins: { id: string; name: string }[]
}

interface Choice {
  value: string
  label: string
}

export function ActivityFilters({
  query,
  choices,
}: {
  query: ActivityQuery
  choices: FilterChoices
}) {
  return (
    <div className="mb-3 grid gap-2">
      <div className="grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
        <div className="col-span-2">
          <SearchField label="Person, rule, path or property" value={query.q} />
        </div>
        {filtersOf(query, choices).map(({ key, label, any, options }) => (
          <div key={key} className="min-w-0 sm:w-40">
            <AddressSelect
              label={label}
              value={query[key] || 'any'}
              options={[{ value: 'any', label: any }, ...options].map((option) => ({
                ...option,
                href: activityAddress(query, {
                  [key]: option.value === 'any' ? (key === 'outcome' ? 'any' : '') : option.value,
                }),
              }))}
            />
          </div>
        ))}
        <div className="min-w-0 sm:w-40">
          <AddressSelect
            label="When"
            value={query.period}
            options={periods.map((period) => ({
              value: period,
              label: periodWords[period],
              href: activityAddress(query, { period, from: '', to: '' }),
            }))}
          />
        </div>
      </div>
      {query.period === 'custom' && <DayRange from={query.from} to={query.to} />}
      <Narrowed query={query} />
    </div>
  )
}

interface Filter {
  key: 'what' | 'outcome' | 'property' | 'actor'
  label: string
  any: string
  options: Choice[]
}

function filtersOf(query: ActivityQuery, { properties, admins }: FilterChoices): Filter[] {
  const nounOptions = nounsOf[query.lens].map((noun) => ({ value: noun, label: nounWords[noun] }))
  const what: Filter = { key: 'what', label: 'What', any: 'Everything', options: nounOptions }
  const outcome: Filter = {
    key: 'outcome',
    label: 'Result',
    any: outcomeFilterWords.any,
    options: outcomes
      .filter((one) => one !== 'any')
      .map((value) => ({ value, label: outcomeFilterWords[value] })),
  }
  const property: Filter = {
    key: 'property',
    label: 'Property',
    any: 'Any property',
    options: properties.map(({ id, name }) => ({ value: id, label: name })),
  }
  const actor: Filter = {
    key: 'actor',
    label: 'Who',
    any: 'Anybody',
    options: [
      ...actorKinds.map((kind) => ({ value: kind, label: actorWords[kind] })),
      ...admins.map(({ id, name }) => ({ value: id, label: name })),
    ],
  }
  // A request is of no property, and only a request can be refused.
  return query.lens === 'sync' ? [what, outcome, actor] : [what, property, actor]
}

/** Filters that no field shows: they come with a link. */
function Narrowed({ query }: { query: ActivityQuery }) {
  if (!isFiltered(query)) return null
  const words = [
    query.subject !== '' && 'About one subject alone.',
    query.request !== '' && 'Everything that one request did.',
  ].filter(Boolean)
  return (
    <p className="text-small text-ink-soft">
      {words.map((word) => `${word} `)}
      <Link
        href={`/activity?lens=${query.lens}`}
        className="text-accent underline underline-offset-2"
      >
        Clear filters
      </Link>
    </p>
  )
}
