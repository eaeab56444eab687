import type { Metadata } from 'next'
import { EmailLog } from '@/components/emails/email-log'
import { seesPersonalValues } from '@/lib/auth/personal-values'
import { requireAdmin, whyNot } from '@/lib/auth/session'
import { readHomeTimeZone } from '@/lib/directory/home-time-zone'
import { emailQuerySchema } from '@/lib/email/schemas'
import { listEmails } from '@/lib/invitations/list-emails'
import { listHeld } from '@/lib/invitations/list-held'
import { releaseHeldAction } from '../actions'

export const metadata: Metadata = { title: 'E-mails' }

export default async function EmailsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const session = await requireAdmin()
  const { ctx } = session
  const query = emailQuerySchema.parse(await searchParams)
  const reader = { seesPersonal: seesPersonalValues(session) }
  return (
    <EmailLog
      query={query}
      page={await listEmails(ctx, query, reader)}
      held={await listHeld(ctx)}
      timeZone={await readHomeTimeZone(ctx)}
      refusal={await whyNot(session, 'admin')}
      release={releaseHeldAction}
    />
  )
}
