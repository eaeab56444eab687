'use client'

import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'

/** More about one thing, beside it; opened by its trigger, closed by Escape or a press elsewhere. */
export function Popover({
  title,
  trigger,
  children,
}: {
  title: ReactNode
  /** A button, e.g. `<Button tone="quiet">Why?</Button>`. */
  trigger: ReactElement
  children: ReactNode
}) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} collisionPadding={16} className="z-50">
          <Base.Popup className="layer-enter grid w-[min(22rem,calc(100vw-2rem))] gap-1.5 rounded-base border bg-raised p-4 shadow-layer">
            <Base.Title className="font-semibold">{title}</Base.Title>
            <div className="text-ink-soft">{children}</div>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
