import type { Metadata } from 'next'
import { PlainShell } from '@/components/layout/plain-shell'
import { Callout } from '@/components/ui/status'
import { signInPageSchema } from '@/lib/auth/schemas'
import { refusalSentence } from '@/lib/sign-in/refusal-sentence'

export const metadata: Metadata = { title: 'Signed in again' }

/** Beside the tab that waits; that one notices by itself. */
export default async function SignedInAgainPage({
  searchParams,
}: {
  searchParams: Promise<object>
}) {
  const { error } = signInPageSchema.parse(await searchParams)
  return (
    <PlainShell>
      {error ? (
        <>
          <h1 className="mb-4 text-title font-semibold tracking-tight">
            You are not signed in again
          </h1>
          <Callout tone="attention" role="alert">
            {refusalSentence(error)}
          </Callout>
          <p className="mt-4">Close this tab and try it from the other one.</p>
        </>
      ) : (
        <>
          <h1 className="mb-1 text-title font-semibold tracking-tight">You are signed in again</h1>
          <p className="text-ink-soft">
            Close this tab and go back to the other one. What you began there goes on by itself.
          </p>
        </>
      )}
    </PlainShell>
  )
}
