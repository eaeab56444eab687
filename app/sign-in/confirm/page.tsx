import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PlainShell } from '@/components/layout/plain-shell'
import { Button } from '@/components/ui/button'
import { signInLinkSchema } from '@/lib/auth/schemas'

// The address holds the link's secret, so no other site is told where the reader came from.
export const metadata: Metadata = { title: 'Sign in', referrer: 'no-referrer' }

/** Where the e-mail leads. The button uses the link up; opening the page, as mail scanners do, does not. */
export default async function ConfirmPage({ searchParams }: { searchParams: Promise<object> }) {
  const link = signInLinkSchema.safeParse(await searchParams)
  if (!link.success) redirect('/sign-in?error=Verification')
  return (
    <PlainShell>
      <h1 className="mb-1 text-title font-semibold tracking-tight">Sign in to Sequr</h1>
      <p className="mb-6 text-ink-soft">
        You sign in as <strong className="font-medium text-ink">{link.data.email}</strong>.
      </p>
      <form action="/api/auth/callback/email">
        {Object.entries(link.data).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button type="submit" tone="primary">
          Sign in
        </Button>
      </form>
    </PlainShell>
  )
}
