import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { KeyValues, PageHeader, Section } from '@/components/ui/page'
import { readMail } from '@/lib/invitations/mailbox'

export const metadata: Metadata = { title: 'E-mail' }
export const dynamic = 'force-dynamic'

const LINK = /(https?:\/\/[^\s)\]]+)/

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
      <Section title="As it looks">
        <iframe
          title="The e-mail as it looks"
          sandbox="allow-popups allow-top-navigation-by-user-activation"
          srcDoc={mail.html.replace('<head>', '<head><base target="_top">')}
          className="h-[46rem] w-full rounded-base border bg-raised"
        />
      </Section>
      <Section title="Text part">
        <pre className="overflow-x-auto rounded-base border bg-raised p-4 font-mono text-small whitespace-pre-wrap">
          {mail.text.split(LINK).map((part, index) =>
            LINK.test(part) ? (
              <a key={index} href={part} className="text-accent underline">
                {part}
              </a>
            ) : (
              part
            ),
          )}
        </pre>
      </Section>
    </main>
  )
}
