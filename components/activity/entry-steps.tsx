import { Link } from '@/components/ui/navigation'
import { TextLink } from '@/components/ui/page'
import { Time } from '@/components/ui/time'
import { describeActivity } from '@/lib/activity/describe'
import type { RequestData } from '@/lib/activity/kinds'
import type { AnyActivityRow } from '@/lib/activity/schemas'
import { counted } from '@/lib/kernel/words'
import { causedWords } from './entry-facts'

const SAME_MOMENT_MS = 1_000
const REFUSED_FROM = 400

/** The entry among everything that its request did: the request first, then what it caused. */
export function EntrySteps({
  entry,
  related,
  relatedTotal,
  timeZone,
}: {
  entry: AnyActivityRow
  related: AnyActivityRow[]
  relatedTotal: number
  timeZone: string
}) {
  const steps = inOrder([...related, entry])
  const caused = causedWords(steps.filter((step) => step.kind !== 'scim.request'))
  const hidden = relatedTotal - related.length
  return (
    <div className="grid max-w-[72ch] gap-4">
      {caused && (
        <p>
          {entry.kind === 'scim.request' ? 'It caused: ' : 'The same request caused: '}
          {caused}
        </p>
      )}
      <ol className="grid gap-2">
        {steps.map((step, index) => (
          <Step
            key={step.id}
            step={step}
            number={index + 1}
            isEntry={step.id === entry.id}
            isLater={step.at.getTime() - entry.at.getTime() > SAME_MOMENT_MS}
            timeZone={timeZone}
          />
        ))}
      </ol>
      {entry.kind === 'scim.request' && <Answered request={entry.data} />}
      {hidden > 0 && (
        <p>
          <TextLink href={`/activity?request=${entry.requestId}`}>
            {counted(hidden, 'more entry', 'more entries')} of this request
          </TextLink>
        </p>
      )}
    </div>
  )
}

function Answered({ request }: { request: RequestData }) {
  const { status, detail, durationMs } = request
  return (
    <p className="text-ink-soft">
      Sequr answered with {status} after {Math.round(durationMs)} ms
      {detail ? <>: “{detail}”</> : '.'}
      {status >= REFUSED_FROM && ' Nothing was changed, and doors stay as they were.'}
    </p>
  )
}

function Step({
  step,
  number,
  isEntry,
  isLater,
  timeZone,
}: {
  step: AnyActivityRow
  number: number
  isEntry: boolean
  /** It came after the request had been answered: an e-mail, for example. */
  isLater: boolean
  timeZone: string
}) {
  const words = describeActivity(step.kind, step.data)
  return (
    <li className="flex gap-3">
      <span className="w-6 shrink-0 text-right text-ink-soft tabular-nums" aria-hidden>
        {number}
      </span>
      <div className="min-w-0">
        {isEntry ? (
          <span aria-current="true" className="font-medium [overflow-wrap:anywhere]">
            {words}
          </span>
        ) : (
          <Link
            href={`/activity/${step.id}`}
            className="text-accent underline decoration-accent/40 underline-offset-2 [overflow-wrap:anywhere] hover:decoration-accent"
          >
            {words}
          </Link>
        )}
        {isLater && (
          <span className="text-small text-ink-soft">
            {' '}
            <Time at={step.at} timeZone={step.property?.timeZone ?? timeZone} />
          </span>
        )}
      </div>
    </li>
  )
}

/** A request is written last in its transaction, but it came first. */
function inOrder(steps: AnyActivityRow[]): AnyActivityRow[] {
  const isCause = (step: AnyActivityRow) => (step.kind === 'scim.request' ? 0 : 1)
  return steps.sort(
    (a, b) => isCause(a) - isCause(b) || a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1),
  )
}
