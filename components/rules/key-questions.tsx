import { RadioGroup } from '@/components/ui/choices'
import type { RulePreview } from '@/lib/access/schemas'
import { counted } from '@/lib/kernel/words'
import type { KeyChoices } from '@/lib/rules/schemas'

/** A rule's answer about keys flipped: what happens to who has, or lacks, one today (product.md 4.5). */
export function KeyQuestions({
  keyChoices: { revocable, sendable },
  keys,
  onChange,
}: Pick<RulePreview, 'keyChoices'> & {
  keys: KeyChoices
  onChange: (keys: KeyChoices) => void
}) {
  return (
    <>
      {revocable > 0 && (
        <RadioGroup
          label={`${counted(revocable, 'person keeps', 'people keep')} doors, and no rule gives them a mobile key any more`}
          choices={[
            { value: 'keep', label: 'Stop giving new keys' },
            { value: 'revoke', label: `Also revoke the ${counted(revocable, 'existing key')}` },
          ]}
          value={keys.stopped}
          onValueChange={(stopped) =>
            onChange({ ...keys, stopped: stopped === 'revoke' ? 'revoke' : 'keep' })
          }
        />
      )}
      {sendable > 0 && (
        <RadioGroup
          label={`${counted(sendable, 'person has', 'people have')} doors already, and a rule now gives them a mobile key`}
          choices={[
            { value: 'newcomers', label: 'New people only' },
            {
              value: 'everyone',
              label: `Also send one to the ${counted(sendable, 'person', 'people')} who ${sendable === 1 ? 'matches' : 'match'} today`,
            },
          ]}
          value={keys.started}
          onValueChange={(started) =>
            onChange({ ...keys, started: started === 'everyone' ? 'everyone' : 'newcomers' })
          }
        />
      )}
    </>
  )
}
