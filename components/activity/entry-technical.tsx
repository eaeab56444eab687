import { CopyBlock } from '@/components/ui/copy-block'
import { CopyButton } from '@/components/ui/copy-button'
import { KeyValues } from '@/components/ui/page'
import type { AnyActivityRow } from '@/lib/activity/schemas'
import { technicalOf } from './entry-facts'

/** What a developer asks for, ready to be copied into a ticket: no secret stands in it. */
export function EntryTechnical({ entry, body }: { entry: AnyActivityRow; body: string | null }) {
  const facts = technicalOf(entry)
  const text = facts.map(({ label, value }) => `${label}: ${value}`).join('\n')
  const json = body === null ? '' : JSON.stringify(JSON.parse(body), null, 2)
  return (
    <div className="grid max-w-[88ch] gap-6">
      <KeyValues
        rows={facts.map(({ label, value }) => ({
          label,
          value: <code className="font-mono text-small [overflow-wrap:anywhere]">{value}</code>,
        }))}
      />
      {body !== null && (
        <CopyBlock label="What was sent, without secrets" text={json} what="Body" />
      )}
      {body === null && entry.kind === 'scim.request' && entry.data.method !== 'GET' && (
        <p className="text-ink-soft">
          What was sent is not here: it had no body, or it is older than 30 days.
        </p>
      )}
      <CopyButton
        label="Copy everything for a support ticket"
        text={body === null ? text : `${text}\n\n${json}`}
        what="Everything"
      />
    </div>
  )
}
