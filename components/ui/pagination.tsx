import { Announce } from './announce'
import { LinkButton } from './button'

/** "51 to 100 of 214", with the pages before and after as links. */
export function Pagination({
  from,
  to,
  total,
  noun,
  previousHref,
  nextHref,
}: {
  from: number
  to: number
  total: number
  /** In the plural, e.g. "people". */
  noun: string
  previousHref?: string | undefined
  nextHref?: string | undefined
}) {
  return (
    <nav aria-label="Pages" className="mt-3 flex flex-wrap items-center justify-between gap-3">
      <p className="text-small text-ink-soft tabular-nums">
        {total === 0 ? `No ${noun}` : `${from} to ${to} of ${total} ${noun}`}
      </p>
      <Announce>{`${total} ${noun}`}</Announce>
      <div className="flex gap-2">
        {previousHref && <LinkButton href={previousHref}>Previous page</LinkButton>}
        {nextHref && <LinkButton href={nextHref}>Next page</LinkButton>}
      </div>
    </nav>
  )
}
