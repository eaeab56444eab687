import type { Metadata } from 'next'
import { DoorManager } from '@/components/places/door-manager'
import { requireAdmin, whyNot } from '@/lib/auth/session'
import { listDoors } from '@/lib/places/list-doors'
import { listPropertyChoices } from '@/lib/places/list-properties'
import { placeQuerySchema } from '@/lib/places/schemas'
import { createDoorAction, deleteDoorAction, updateDoorAction } from './actions'

export const metadata: Metadata = { title: 'Doors' }

export default async function DoorsPage({ searchParams }: { searchParams: Promise<object> }) {
  const session = await requireAdmin()
  const query = placeQuerySchema.parse(await searchParams)
  const { doors, total } = await listDoors(session.ctx, query)
  return (
    <DoorManager
      {...{ doors, total, query }}
      properties={await listPropertyChoices(session.ctx)}
      editRefusal={await whyNot(session, 'admin')}
      create={createDoorAction}
      update={updateDoorAction}
      remove={deleteDoorAction}
    />
  )
}
