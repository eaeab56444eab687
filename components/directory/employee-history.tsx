import { Link } from '@/components/ui/navigation'
import { Section, TextLink } from '@/components/ui/page'
import { Time } from '@/components/ui/time'
import { describeActivity } from '@/lib/activity/describe'
import type { ActivityPage } from '@/lib/activity/schemas'
import { actorLabel } from '@/lib/kernel/actors'

const SHOWN_MAX = 15

/** What happened to the person, newest first, from the activity log. */
export function EmployeeHistory({
  employeeId,
  page,
  timeZone,
}: {
  employeeId: string
  page: ActivityPage
  timeZone: string
}) {
  const shown = page.rows.slice(0, SHOWN_MAX)
  return (
    <Section
      title="History"
      id="history"
      actions={<TextLink href={`/activity?subject=${employeeId}`}>All activity</TextLink>}
    >
      {shown.length === 0 ? (
        <p className="text-ink-soft">Nothing is on record for this person yet.</p>
      ) : (
        <ol className="ml-1.5 grid gap-3 border-l pl-5">
          {shown.map((entry) => (
            <li key={entry.id} className="relative">
              <span
                aria-hidden
                className="absolute top-1.5 -left-[1.5625rem] size-2 rounded-full border border-line-strong bg-surface"
              />
              <Link href={`/activity/${entry.id}`} className="hover:underline">
                {describeActivity(entry.kind, entry.data)}
              </Link>
              <p className="text-small text-ink-soft">
                <Time at={entry.at} timeZone={entry.property?.timeZone ?? timeZone} /> ·{' '}
                {actorLabel(entry.actor)}
              </p>
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}
