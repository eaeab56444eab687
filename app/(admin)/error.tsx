'use client'

import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page'
import { ErrorState } from '@/components/ui/states'
import { Callout } from '@/components/ui/status'
import { notAllowedSentenceOf } from '@/lib/auth/page-contract'

/** A page that failed, within the chrome: what failed, what still works, and the way on. */
export default function AdminError({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  const refusal = notAllowedSentenceOf(error.digest)
  if (refusal) {
    return (
      <>
        <PageHeader title="This page is not for your role" />
        <Callout tone="attention">{refusal}</Callout>
      </>
    )
  }
  return (
    <ErrorState
      title="This page could not be loaded"
      action={<Button onClick={retry}>Try again</Button>}
    >
      Doors keep working as they are, and nothing was changed.
      {error.digest && ` If it stays like this, tell us the reference ${error.digest}.`}
    </ErrorState>
  )
}
