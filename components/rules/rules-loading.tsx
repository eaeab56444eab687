import { PageHeader } from '@/components/ui/page'

const PROPERTIES = 4
const RULES = 3
const bar = 'h-3 animate-pulse rounded-full bg-line'

/** The rules screen on its way: rows as high as what comes, so that nothing jumps. */
export function RulesLoading({ title = 'Rules' }: { title?: string }) {
  return (
    <div className="appear-late" role="status" aria-label="Loading the rules">
      <PageHeader title={title} state="Loading…" />
      <div aria-hidden className="grid gap-6 lg:grid-cols-[13rem_minmax(0,1fr)]">
        <div className="grid content-start gap-1">
          {Array.from({ length: PROPERTIES }, (_, row) => (
            <div key={row} className="grid min-h-14.5 content-center gap-2 px-3">
              <div className={`${bar} w-3/4`} />
              <div className={`${bar} w-1/2`} />
            </div>
          ))}
        </div>
        <div className="grid content-start gap-3">
          {Array.from({ length: RULES }, (_, row) => (
            <div
              key={row}
              className="grid h-37 content-center gap-4 rounded-base border bg-raised p-4"
            >
              <div className={`${bar} w-1/4`} />
              <div className={`${bar} w-2/3`} />
              <div className={`${bar} w-1/2`} />
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}
