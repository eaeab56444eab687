import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EmailPage } from '@/components/emails/email-page'
import { seesPersonalValues } from '@/lib/auth/personal-values'
import { requireAdmin, whyNot } from '@/lib/auth/session'
import { readHomeTimeZone } from '@/lib/directory/home-time-zone'
import { readEmail } from '@/lib/invitations/list-emails'
import { readEmailCopyAction, sendEmailAgainAction } from '../actions'

export const metadata: Metadata = { title: 'E-mail' }

export default async function OneEmailPage({ params }: { params: Promise<{ id: string }> }) {
  const session = await requireAdmin()
  const { ctx } = session
  const reader = { seesPersonal: seesPersonalValues(session) }
  const email = await readEmail(ctx, await params, reader)
  if (!email) notFound()
  return (
    <EmailPage
      email={email}
      timeZone={await readHomeTimeZone(ctx)}
      refusal={await whyNot(session, 'security')}
      sendAgain={sendEmailAgainAction}
      readCopy={readEmailCopyAction}
    />
  )
}
