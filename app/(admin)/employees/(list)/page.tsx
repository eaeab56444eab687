import type { Metadata } from 'next'
import { Employees } from '@/components/directory/employees'
import { requireAdmin } from '@/lib/auth/session'
import { listEmployees } from '@/lib/directory/list-employees'
import { employeeQuerySchema } from '@/lib/directory/schemas'
import { listPropertyChoices } from '@/lib/places/list-properties'

export const metadata: Metadata = { title: 'Employees' }

export default async function EmployeesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { ctx } = await requireAdmin()
  const query = employeeQuerySchema.parse(await searchParams)
  const page = await listEmployees(ctx, query)
  return <Employees query={query} page={page} properties={await listPropertyChoices(ctx)} />
}
