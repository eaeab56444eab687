import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader, TextLink } from '@/components/ui/page'
import { StatusBadge } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { readPortalDirectory } from '@/lib/practice/portal'
import { PracticeFrame } from './practice-frame'

export const metadata: Metadata = { title: 'Users – Practice directory' }
export const dynamic = 'force-dynamic'

export default async function PracticeUsersPage() {
  const directory = await readPortalDirectory()
  if (!directory) notFound()
  return (
    <PracticeFrame>
      <PageHeader
        title="Users"
        state={`${directory.people.length} people. What you change here arrives in Sequr with the next cycle.`}
      />
      <Table caption="Users" head={['Name', 'User name', 'Department', 'Job title', 'State']}>
        {directory.people.map((person) => (
          <Row key={person.id} muted={person.deletedAt !== null}>
            <RowHead>
              <TextLink href={`/practice/users/${person.id}`}>{person.displayName}</TextLink>
            </RowHead>
            <Cell>{person.userPrincipalName}</Cell>
            <Cell>{person.department}</Cell>
            <Cell>{person.jobTitle}</Cell>
            <Cell>
              {person.deletedAt !== null ? (
                <StatusBadge tone="stopped">In the recycle bin</StatusBadge>
              ) : person.accountEnabled ? (
                <StatusBadge tone="healthy">Enabled</StatusBadge>
              ) : (
                <StatusBadge tone="attention">Disabled</StatusBadge>
              )}
            </Cell>
          </Row>
        ))}
      </Table>
    </PracticeFrame>
  )
}
