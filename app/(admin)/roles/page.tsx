import type { Metadata } from 'next'
import { RoleManager } from '@/components/places/role-manager'
import { requireAdmin, whyNot } from '@/lib/auth/session'
import { listRoles } from '@/lib/places/list-roles'
import { createRoleAction, deleteRoleAction, updateRoleAction } from './actions'

export const metadata: Metadata = { title: 'Roles' }

export default async function RolesPage() {
  const session = await requireAdmin()
  return (
    <RoleManager
      roles={await listRoles(session.ctx)}
      ownRank={session.role.rank}
      editRefusal={await whyNot(session, 'global_admin')}
      create={createRoleAction}
      update={updateRoleAction}
      remove={deleteRoleAction}
    />
  )
}
