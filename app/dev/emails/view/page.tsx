import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { MailCopy } from '@/components/emails/mail-copy'
import { PageHeader } from '@/components/ui/page'
import { readPreview } from '@/lib/email/read-previews'
import { chooseLanguage } from '@/lib/kernel/languages'

export const metadata: Metadata = { title: 'E-mail preview' }
export const dynamic = 'force-dynamic'

export default async function PreviewPage({
  searchParams,
}: {
  searchParams: Promise<{ id?: string; language?: string }>
}) {
  const { id = '', language } = await searchParams
  const email = await readPreview(id, {
    language: chooseLanguage(language ?? null, 'en'),
    timeZone: 'America/Denver',
  })
  if (!email) notFound()
  return (
    <main className="mx-auto max-w-4xl px-4 py-8">
      <PageHeader
        title={email.subject}
        state={id}
        back={{ href: '/dev/emails', label: 'E-mail previews' }}
      />
      <MailCopy html={email.html} text={email.text} />
    </main>
  )
}
