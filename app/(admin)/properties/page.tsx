import type { Metadata } from 'next'
import { PropertyManager } from '@/components/places/property-manager'
import { requireAdmin, whyNot } from '@/lib/auth/session'
import { listProperties } from '@/lib/places/list-properties'
import { contactQuerySchema } from '@/lib/places/schemas'
import {
  createPropertyAction,
  deletePropertyAction,
  updatePropertyAction,
  updatePropertyEmailsAction,
} from './actions'

export const metadata: Metadata = { title: 'Properties' }

export default async function PropertiesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const session = await requireAdmin()
  const { contact } = contactQuerySchema.parse(await searchParams)
  return (
    <PropertyManager
      properties={await listProperties(session.ctx)}
      contactOf={contact}
      editRefusal={await whyNot(session, 'admin')}
      create={createPropertyAction}
      update={updatePropertyAction}
      updateEmails={updatePropertyEmailsAction}
      remove={deletePropertyAction}
    />
  )
}
