import { PageHeader } from '@/components/ui/page'
import { SkeletonRows, Table } from '@/components/ui/table'

const ROWS = 4

export function EntryLoading() {
  return (
    <div className="appear-late" role="status" aria-label="Loading the entry">
      <PageHeader back={{ href: '/activity', label: 'Activity' }} title="Entry" state="Loading…" />
      <Table caption="Entry" head={['What happened']}>
        <SkeletonRows rows={ROWS} columns={1} />
      </Table>
    </div>
  )
}
