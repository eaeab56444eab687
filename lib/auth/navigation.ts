import { unstable_rethrow } from 'next/navigation'

/** Next tells redirects and the like by throwing. Call first in a `catch`: those are not errors. */
export function rethrowNavigation(error: unknown): void {
  unstable_rethrow(error)
}
