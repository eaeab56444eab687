import { PageHeader } from '@/components/ui/page'
import { SkeletonRows, Table } from '@/components/ui/table'
import { employeeColumns } from './employee-table'

const ROWS = 12

export function EmployeesLoading() {
  return (
    <div className="appear-late" role="status" aria-label="Loading employees">
      <PageHeader title="Employees" state="Loading…" />
      <Table caption="Employees" head={employeeColumns}>
        <SkeletonRows rows={ROWS} columns={employeeColumns.length} />
      </Table>
    </div>
  )
}
