import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PlainShell } from '@/components/layout/plain-shell'
import { Callout } from '@/components/ui/status'
import { signInAuthority } from '@/lib/auth/authority'
import { localPath } from '@/lib/auth/local-path'
import { signInPageSchema } from '@/lib/auth/schemas'
import { currentAdmin } from '@/lib/auth/session'
import { refusalSentence } from '@/lib/sign-in/refusal-sentence'
import { sendLink } from './actions'
import { MicrosoftButton } from './microsoft-button'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: { searchParams: Promise<object> }) {
  const { error, signedOut, ...query } = signInPageSchema.parse(await searchParams)
  const callbackUrl = localPath(query.callbackUrl)
  // Somebody who is signed in and comes back refused must still be told why.
  if (!error && (await currentAdmin())) redirect(callbackUrl)
  const authority = signInAuthority()
  return (
    <PlainShell>
      <h1 className="mb-1 text-title font-semibold tracking-tight">Sign in</h1>
      <p className="mb-6 text-ink-soft">We send you a link. There is no password to remember.</p>
      <div className="grid gap-6">
        {error && (
          <Callout tone="attention" role="alert">
            {refusalSentence(error)}
          </Callout>
        )}
        {signedOut && !error && (
          <Callout tone="healthy" role="status">
            You are signed out.
          </Callout>
        )}
        <SignInForm send={sendLink} callbackUrl={callbackUrl} />
        {authority && <MicrosoftButton authority={authority} callbackUrl={callbackUrl} />}
      </div>
    </PlainShell>
  )
}
