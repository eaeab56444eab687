import { TextLink } from '@/components/ui/page'

interface Named {
  id: string
  name: string
}

/** More names than this are counted; the link of each leads to the list with the others. */
const NAMES_MAX = 4

/** Names with their links, or a word for none. */
export function NameLinks<Place extends Named>({
  places,
  href,
  none,
}: {
  places: Place[]
  href: (place: Place) => string
  none: string
}) {
  if (places.length === 0) return <span className="text-ink-soft">{none}</span>
  const rest = places.length - NAMES_MAX
  return (
    <span className="flex flex-wrap gap-x-2">
      {places.slice(0, NAMES_MAX).map((place) => (
        <TextLink key={place.id} href={href(place)}>
          {place.name}
        </TextLink>
      ))}
      {rest > 0 && <span className="text-ink-soft">and {rest} more</span>}
    </span>
  )
}
