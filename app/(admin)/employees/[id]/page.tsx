import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EmployeePage } from '@/components/directory/employee-page'
import { explainAccess } from '@/lib/access/explain'
import { listActivity } from '@/lib/activity/list'
import { requireAdmin } from '@/lib/auth/session'
import { readHomeTimeZone } from '@/lib/directory/home-time-zone'
import { readEmployee } from '@/lib/directory/read-employee'
import { holdEmployeeAction, releaseEmployeeAction } from './actions'

export const metadata: Metadata = { title: 'Employee' }

export default async function Employee({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await requireAdmin()
  const who = { employeeId: (await params).id }
  const person = await readEmployee(ctx, who)
  if (!person) notFound()
  return (
    <EmployeePage
      person={person}
      places={await explainAccess(ctx, who)}
      history={await listActivity(ctx, { subject: person.id })}
      timeZone={await readHomeTimeZone(ctx)}
      actions={{ hold: holdEmployeeAction, release: releaseEmployeeAction }}
    />
  )
}
