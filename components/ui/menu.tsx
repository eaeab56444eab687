'use client'

import { Menu as Base } from '@base-ui/react/menu'
import { Ellipsis } from 'lucide-react'
import { classNames } from './class-names'

export interface MenuItem {
  label: string
  onSelect: () => void
  danger?: boolean
  /** Why it cannot be chosen now; said under its name. */
  disabledReason?: string | undefined
}

/** The commands of one row or card, behind one button that names what they act on. */
export function Menu({ label, items }: { label: string; items: MenuItem[] }) {
  return (
    <Base.Root>
      <Base.Trigger
        aria-label={label}
        className="inline-flex size-7 items-center justify-center rounded-base align-middle text-ink-soft hover:bg-sunken hover:text-ink data-popup-open:bg-sunken data-popup-open:text-ink pointer-coarse:size-11"
      >
        <Ellipsis size={18} strokeWidth={1.75} aria-hidden />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="end" className="z-50">
          <Base.Popup className="layer-enter min-w-44 rounded-base border bg-raised py-1 shadow-layer">
            {items.map((item) => (
              <Base.Item
                key={item.label}
                disabled={item.disabledReason !== undefined}
                onClick={item.onSelect}
                className={classNames(
                  'grid min-h-11 cursor-default content-center px-3 py-1 text-body data-disabled:text-ink-soft data-highlighted:bg-sunken sm:min-h-8',
                  item.danger && 'text-stopped',
                )}
              >
                {item.label}
                {item.disabledReason && <span className="text-small">{item.disabledReason}</span>}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
