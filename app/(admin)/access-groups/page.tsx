import type { Metadata } from 'next'
import { AccessGroupManager } from '@/components/places/access-group-manager'
import { requireAdmin, whyNot } from '@/lib/auth/session'
import { listAccessGroups } from '@/lib/places/list-access-groups'
import { listDoorChoices } from '@/lib/places/list-doors'
import { listPropertyChoices } from '@/lib/places/list-properties'
import { placeQuerySchema } from '@/lib/places/schemas'
import {
  createAccessGroupAction,
  deleteAccessGroupAction,
  updateAccessGroupAction,
} from './actions'

export const metadata: Metadata = { title: 'Access groups' }

export default async function AccessGroupsPage({
  searchParams,
}: {
  searchParams: Promise<object>
}) {
  const session = await requireAdmin()
  const query = placeQuerySchema.parse(await searchParams)
  const { accessGroups, total } = await listAccessGroups(session.ctx, query)
  return (
    <AccessGroupManager
      {...{ accessGroups, total, query }}
      properties={await listPropertyChoices(session.ctx)}
      doors={await listDoorChoices(session.ctx)}
      editRefusal={await whyNot(session, 'admin')}
      create={createAccessGroupAction}
      update={updateAccessGroupAction}
      remove={deleteAccessGroupAction}
    />
  )
}
