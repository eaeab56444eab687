import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PersonEditor } from '@/components/practice/person-editor'
import { PageHeader } from '@/components/ui/page'
import { readPortalDirectory } from '@/lib/practice/portal'
import { actOnPerson, savePerson } from '../../actions'
import { PracticeFrame } from '../../practice-frame'

export const metadata: Metadata = { title: 'User – Practice directory' }
export const dynamic = 'force-dynamic'

export default async function PracticeUserPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const directory = await readPortalDirectory()
  const person = directory?.people.find((one) => one.id === id)
  if (!person) notFound()
  return (
    <PracticeFrame>
      <PageHeader
        title={person.displayName}
        state={person.userPrincipalName}
        back={{ href: '/practice', label: 'Users' }}
      />
      <PersonEditor person={person} save={savePerson.bind(null, id)} act={actOnPerson} />
    </PracticeFrame>
  )
}
