import type { OpenerQuery } from '@/lib/doors/schemas'

/** The address of a door's list with something changed; defaults stay out, and a change begins at page one. */
export function openersAddress(
  doorId: string,
  query: OpenerQuery,
  change: Partial<OpenerQuery>,
): string {
  const { view, q, page } = { ...query, page: 1, ...change }
  const parameters = new URLSearchParams({
    ...(view !== 'open' && { view }),
    ...(q && { q }),
    ...(page > 1 && { page: String(page) }),
  })
  const address = `/doors/${doorId}`
  return parameters.size > 0 ? `${address}?${parameters}` : address
}
