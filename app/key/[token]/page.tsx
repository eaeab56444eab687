import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { KeyContent } from '@/components/keys/key-content'
import { LiveKey } from '@/components/keys/live-key'
import { PlainShell } from '@/components/layout/plain-shell'
import { visitOf } from '@/lib/invitations/find-invitation'
import { readKeyPage } from '@/lib/invitations/read-key-page'
import { continueWithKey } from './actions'
import { deviceCookie } from './device-cookie'

export const metadata: Metadata = { title: 'Your key', referrer: 'no-referrer', robots: 'noindex' }
export const dynamic = 'force-dynamic'

export default async function KeyPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const secret = (await cookies()).get(deviceCookie(token))?.value
  const page = await readKeyPage(await visitOf(token), secret)
  return (
    <PlainShell foot="Sequr keeps your name, your e-mail address and which doors you may open.">
      <LiveKey />
      <KeyContent page={page} onContinue={continueWithKey.bind(null, token)} />
    </PlainShell>
  )
}
