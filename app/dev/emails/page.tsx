import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader, TextLink } from '@/components/ui/page'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { listPreviews } from '@/lib/email/read-previews'
import { languageNames, languages } from '@/lib/kernel/languages'

export const metadata: Metadata = { title: 'E-mail previews' }
export const dynamic = 'force-dynamic'

export default function PreviewsPage() {
  const previews = listPreviews()
  if (!previews) notFound()
  return (
    <main className="mx-auto max-w-4xl px-4 py-8">
      <PageHeader
        title="E-mail previews"
        state="Every e-mail in every state and language, with invented people. Development only."
      />
      <Table caption="Previews" head={['E-mail', ...Object.values(languageNames)]}>
        {previews.map((id) => (
          <Row key={id}>
            <RowHead>{id}</RowHead>
            {languages.map((language) => (
              <Cell key={language}>
                <TextLink href={`/dev/emails/view?${new URLSearchParams({ id, language })}`}>
                  {languageNames[language]}
                  <span className="sr-only">: {id}</span>
                </TextLink>
              </Cell>
            ))}
          </Row>
        ))}
      </Table>
    </main>
  )
}
