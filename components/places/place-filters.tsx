'use client'

import { useNavigation } from '@/components/ui/navigation'
import { SearchField } from '@/components/ui/search-field'
import { Select } from '@/components/ui/select'
import type { PlaceQuery, PropertyChoice } from '@/lib/places/schemas'

/** The filters of a list of doors or access groups. They live in the address. */
export function PlaceFilters({
  query,
  properties,
  searchLabel,
}: {
  query: PlaceQuery
  properties: PropertyChoice[]
  searchLabel: string
}) {
  const { pathname, replace } = useNavigation()
  function choose(property: string) {
    const address = new URLSearchParams(window.location.search)
    if (property) address.set('property', property)
    else address.delete('property')
    replace(address.size > 0 ? `${pathname}?${address}` : pathname)
  }
  const options = [
    { value: EVERY, label: 'Every property' },
    ...properties.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <SearchField label={searchLabel} value={query.q} />
      <div className="w-full sm:w-56">
        <Select
          label="Property"
          labelHidden
          options={options}
          value={query.property || EVERY}
          onValueChange={(value) => choose(value === EVERY ? '' : value)}
        />
      </div>
    </div>
  )
}

/** A select cannot choose an empty value. */
const EVERY = 'every'
