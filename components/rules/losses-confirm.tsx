import { Callout } from '@/components/ui/status'
import { TextField } from '@/components/ui/text-field'
import type { RulePreview } from '@/lib/access/schemas'
import { counted, numeral } from '@/lib/kernel/words'
import { lossWords } from './effect-words'

/** Whoever takes something from many says so by hand (product.md 4.5). */
export function LossesConfirm({
  guard: { losses, of, limit, told },
  property,
  typed,
  onType,
}: {
  guard: RulePreview['guard']
  property: string
  typed: string
  onType: (typed: string) => void
}) {
  return (
    <Callout
      tone="attention"
      title={`${counted(losses, 'person loses', 'people lose')} ${lossWords(of)} at ${property}. The limit is ${numeral(limit)}.`}
    >
      <div className="grid gap-2">
        <p>{toldWords(told)}</p>
        <TextField
          label={`Type ${losses} to confirm`}
          inputMode="numeric"
          autoComplete="off"
          className="sm:max-w-32"
          value={typed}
          onChange={(event) => onType(event.target.value)}
        />
      </div>
    </Callout>
  )
}

function toldWords(told: number): string {
  if (told === 0) return 'There is no other administrator who could be told.'
  return `${counted(told, 'other administrator is', 'other administrators are')} told at once by e-mail.`
}
