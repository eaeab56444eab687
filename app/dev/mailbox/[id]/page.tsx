import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { MailCopy } from '@/components/emails/mail-copy'
import { KeyValues, PageHeader, Section } from '@/components/ui/page'
import { readMail } from '@/lib/invitations/mailbox'

export const metadata: Metadata = { title: 'E-mail' }
export const dynamic = 'force-dynamic'

export default async function MailPage({ params }: { params: Promise<{ id: string }> }) {
  const mail = await readMail((await params).id)
  if (!mail) notFound()
  return (
    <main className="mx-auto max-w-4xl px-4 py-8">
      <PageHeader
        title={mail.subject}
        back={{ href: '/dev/mailbox', label: 'Development mailbox' }}
      />
      <Section title="Envelope">
        <KeyValues
          rows={[
            { label: 'To', value: mail.recipient },
            { label: 'State', value: mail.state === 'kept' ? 'Kept here' : mail.state },
          ]}
        />
      </Section>
      <MailCopy html={mail.html} text={mail.text} live />
    </main>
  )
}
