import { PageHeader } from '@/components/ui/page'
import { Callout } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import type { HistoryMoment } from '@/lib/activity/schemas'
import type { EmployeeDetails } from '@/lib/directory/schemas'
import { EmployeeHistory } from './employee-history'

/** What is left of somebody whose time is over: that there was somebody, and what the log still tells. */
export function ErasedPerson({
  person,
  erasedAt,
  history,
  timeZone,
}: {
  person: EmployeeDetails
  erasedAt: Date
  history: HistoryMoment[]
  timeZone: string
}) {
  return (
    <>
      <PageHeader
        back={{ href: '/employees', label: 'Employees' }}
        title={person.name}
        state={
          person.endedAt && (
            <>
              Deleted in Microsoft Entra ID (Azure AD). All access ended{' '}
              <Time at={person.endedAt} timeZone={timeZone} />.
            </>
          )
        }
      />
      <div className="mb-8">
        <Callout
          tone="neutral"
          title={
            <>
              Personal data was removed <Time at={erasedAt} timeZone={timeZone} />.
            </>
          }
        >
          The time for which you keep deleted people is over. The activity log keeps what it says of
          this person, such as opened doors, until its entries are 400 days old.
        </Callout>
      </div>
      <EmployeeHistory employeeId={person.id} moments={history} timeZone={timeZone} />
    </>
  )
}
