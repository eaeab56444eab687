import { PageHeader } from '@/components/ui/page'
import { SkeletonRows, Table } from '@/components/ui/table'
import { activityColumns } from './activity-table'

const ROWS = 12

export function ActivityLoading() {
  return (
    <div className="appear-late" role="status" aria-label="Loading activity">
      <PageHeader title="Activity" state="Loading…" />
      <Table caption="Activity" head={activityColumns}>
        <SkeletonRows rows={ROWS} columns={activityColumns.length} />
      </Table>
    </div>
  )
}
