import { ChevronRight } from 'lucide-react'
import { CopyField } from '@/components/ui/copy-field'
import type { Operand } from '@/lib/rules/engine/operands'

/** For what Entra has not sent yet: the mapping line to add there. */
export function HowToSend({ operand }: { operand: Operand }) {
  return (
    <details className="group text-small">
      <summary className="flex min-h-6 cursor-pointer pointer-coarse:min-h-11 list-none items-center gap-1 text-attention">
        <ChevronRight
          size={14}
          strokeWidth={1.75}
          aria-hidden
          className="transition-transform group-open:rotate-90"
        />
        Not sent yet. How to send this from Entra
      </summary>
      <div className="mt-2 grid gap-2 border-l-2 pl-3">
        <p>
          In Entra open your application, then <em>Provisioning</em>, <em>Mappings</em>,{' '}
          <em>Provision Microsoft Entra ID Users</em>.{' '}
          {operand.mapByHand
            ? 'Choose Add New Mapping and fill in:'
            : 'This line stands in the default mapping. If it was deleted, add it again:'}
        </p>
        <div className="grid gap-2 sm:grid-cols-2">
          <CopyField label="Source attribute" value={operand.entra} what="Source attribute" />
          <CopyField label="Target attribute" value={operand.scimPath} what="Target attribute" />
        </div>
        <p className="text-ink-soft">
          Values arrive with the next cycle that finds a change. Until then nobody meets this
          condition.
        </p>
      </div>
    </details>
  )
}
