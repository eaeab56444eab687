import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { GroupMembers } from '@/components/practice/group-members'
import { PageHeader, Section } from '@/components/ui/page'
import { readPortalDirectory } from '@/lib/practice/portal'
import { setMember } from '../actions'
import { PracticeFrame } from '../practice-frame'

export const metadata: Metadata = { title: 'Groups – Practice directory' }
export const dynamic = 'force-dynamic'

export default async function PracticeGroupsPage() {
  const directory = await readPortalDirectory()
  if (!directory) notFound()
  const people = directory.people.map(({ id, displayName }) => ({ id, name: displayName }))
  return (
    <PracticeFrame>
      <PageHeader
        title="Groups"
        state={`${directory.groups.length} groups are assigned to the application.`}
      />
      {directory.groups.map((group) => (
        <Section key={group.id} id={group.id} title={group.displayName}>
          <GroupMembers
            group={{ id: group.id, name: group.displayName, memberIds: group.memberIds }}
            people={people}
            setMember={setMember}
          />
        </Section>
      ))}
    </PracticeFrame>
  )
}
