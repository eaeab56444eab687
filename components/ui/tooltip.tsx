'use client'

import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'

const DELAY_MS = 400

/**
 * A line about the thing under the pointer or the focus. It is for the eye: what it says must also
 * be in the thing's name or description.
 */
export function Tooltip({ content, children }: { content: ReactNode; children: ReactElement }) {
  return (
    <Base.Root>
      <Base.Trigger render={children} delay={DELAY_MS} closeOnClick={false} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} className="z-50">
          <Base.Popup className="layer-enter max-w-72 rounded-base border bg-raised px-2.5 py-1.5 text-small text-ink shadow-layer">
            {content}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
