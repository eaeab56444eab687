import type { Metadata } from 'next'
import { PropertyManager } from '@/components/places/property-manager'
import { requireAdmin, whyNot } from '@/lib/auth/session'
import { listProperties } from '@/lib/places/list-properties'
import {
  createPropertyAction,
  deletePropertyAction,
  updatePropertyAction,
  updatePropertyEmailsAction,
} from './actions'

export const metadata: Metadata = { title: 'Properties' }

export default async function PropertiesPage() {
  const session = await requireAdmin()
  return (
    <PropertyManager
      properties={await listProperties(session.ctx)}
      editRefusal={await whyNot(session, 'admin')}
      create={createPropertyAction}
      update={updatePropertyAction}
      updateEmails={updatePropertyEmailsAction}
      remove={deletePropertyAction}
    />
  )
}
