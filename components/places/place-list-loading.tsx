import { PageHeader } from '@/components/ui/page'
import { SkeletonRows, Table } from '@/components/ui/table'

/** A list on its way. It shows itself after 300 ms only, so that quick answers do not flicker. */
export function PlaceListLoading({ title, head }: { title: string; head: string[] }) {
  return (
    <div className="transition-opacity delay-300 duration-150 starting:opacity-0" aria-busy>
      <PageHeader title={title} state="Loading…" />
      <Table caption={title} head={head}>
        <SkeletonRows columns={head.length} />
      </Table>
    </div>
  )
}
