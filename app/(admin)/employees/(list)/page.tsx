import type { Metadata } from 'next'
import { Employees } from '@/components/directory/employees'
import { listClosest } from '@/lib/access/explain/list-closest'
import { requireAdmin } from '@/lib/auth/session'
import { listEmployees } from '@/lib/directory/list-employees'
import { employeeQuerySchema, viewsOfLack } from '@/lib/directory/schemas'
import { listPropertyChoices } from '@/lib/places/list-properties'
import { addPersonAction } from './actions'

export const metadata: Metadata = { title: 'Employees' }

export default async function EmployeesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { ctx } = await requireAdmin()
  const query = employeeQuerySchema.parse(await searchParams)
  const page = await listEmployees(ctx, query)
  const closest = viewsOfLack.has(query.view)
    ? await listClosest(ctx, {
        employeeIds: page.rows.map(({ id }) => id),
        propertyId: query.property || undefined,
      })
    : []
  const properties = await listPropertyChoices(ctx)
  return (
    <Employees
      query={query}
      page={page}
      closest={closest}
      properties={properties}
      add={addPersonAction}
    />
  )
}
