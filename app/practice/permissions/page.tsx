import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Permissions } from '@/components/practice/permissions'
import { PageHeader } from '@/components/ui/page'
import { readPermissions } from '@/lib/practice/portal'
import { withdrawPermission } from '../actions'
import { PracticeFrame } from '../practice-frame'

export const metadata: Metadata = { title: 'Permissions – Practice directory' }
export const dynamic = 'force-dynamic'

export default async function PracticePermissionsPage() {
  const permissions = await readPermissions()
  if (!permissions) notFound()
  return (
    <PracticeFrame>
      <PageHeader
        title="Permissions"
        state="What Sequr may do in this directory. It asks every quarter of an hour, so it notices within that time."
      />
      <Permissions permissions={permissions} withdraw={withdrawPermission} />
    </PracticeFrame>
  )
}
