import { SkeletonRows, Table } from '@/components/ui/table'
import { emailColumns } from './email-log'
import { EmailsHeader } from './email-tabs'

const ROWS = 12

export function EmailsLoading() {
  return (
    <div className="appear-late" role="status" aria-label="Loading e-mails">
      <EmailsHeader current="/emails" state="Loading…" />
      <Table caption="E-mails" head={emailColumns}>
        <SkeletonRows rows={ROWS} columns={emailColumns.length} />
      </Table>
    </div>
  )
}
