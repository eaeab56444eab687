import { reasonWord, stateWords, templateWord } from '@/components/emails/email-words'
import { Link } from '@/components/ui/navigation'
import { Section } from '@/components/ui/page'
import { StatusBadge } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { EmployeeDetails } from '@/lib/directory/schemas'

export function EmployeeEmails({
  emails,
  timeZone,
}: {
  emails: EmployeeDetails['emails']
  timeZone: string
}) {
  return (
    <Section title="E-mails" id="emails">
      {emails.length === 0 ? (
        <p className="text-ink-soft">No e-mail was sent to this person.</p>
      ) : (
        <Table caption="E-mails to this person" head={['Subject', 'State', 'To', 'Time']}>
          {emails.map((email) => (
            <Row key={email.id}>
              <RowHead>
                <Link
                  href={`/emails/${email.id}`}
                  className="whitespace-normal text-ink hover:underline"
                >
                  {email.subject}
                </Link>
                <p className="font-normal text-ink-soft">{templateWord(email.template)}</p>
              </RowHead>
              <Cell>
                <StatusBadge tone={stateWords[email.state].tone}>
                  {stateWords[email.state].word}
                </StatusBadge>
                {email.error && (
                  <p className="max-w-80 whitespace-normal text-ink-soft">
                    {reasonWord(email.error)}
                  </p>
                )}
              </Cell>
              <Cell nowrap>{email.recipient}</Cell>
              <Cell nowrap>
                <Time at={email.sentAt ?? email.createdAt} timeZone={timeZone} />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </Section>
  )
}
