import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader, TextLink } from '@/components/ui/page'
import { EmptyState } from '@/components/ui/states'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { listMail } from '@/lib/invitations/mailbox'

export const metadata: Metadata = { title: 'Development mailbox' }
export const dynamic = 'force-dynamic'

export default async function MailboxPage() {
  const mail = await listMail()
  if (!mail) notFound()
  return (
    <main className="mx-auto max-w-4xl px-4 py-8">
      <PageHeader
        title="Development mailbox"
        state="Every e-mail of this installation, with the links that work. Development only."
      />
      {mail.length === 0 ? (
        <EmptyState title="No e-mail yet">
          A sign-in link appears here a second after it was asked for. Reload this page.
        </EmptyState>
      ) : (
        <Table caption="E-mails, newest first" head={['Subject', 'To', 'When']}>
          {mail.map((one) => (
            <Row key={one.id}>
              <RowHead>
                <TextLink href={`/dev/mailbox/${one.id}`}>{one.subject}</TextLink>
              </RowHead>
              <Cell>{one.recipient}</Cell>
              <Cell nowrap>
                <Time at={one.createdAt} />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </main>
  )
}
