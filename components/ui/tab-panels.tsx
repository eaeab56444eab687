'use client'

import { Tabs } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

export interface TabPanel {
  id: string
  label: string
  count?: number | undefined
  content: ReactNode
}

/** Views of one part of a page that have no address of their own. */
export function TabPanels({ label, panels }: { label: string; panels: TabPanel[] }) {
  return (
    <Tabs.Root defaultValue={panels[0]?.id} className="grid min-w-0 gap-3">
      <Tabs.List
        aria-label={label}
        className="flex flex-wrap gap-x-2.5 border-b text-small"
        activateOnFocus={false}
      >
        {panels.map((panel) => (
          <Tabs.Tab
            key={panel.id}
            value={panel.id}
            className="-mb-px flex min-h-11 items-center gap-1 border-b-2 border-transparent text-ink-soft hover:text-ink data-active:border-accent data-active:font-medium data-active:text-ink sm:min-h-8"
          >
            {panel.label}
            {panel.count !== undefined && (
              <span className="font-normal text-ink-soft tabular-nums">
                {panel.count.toLocaleString('en-US')}
              </span>
            )}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {panels.map((panel) => (
        <Tabs.Panel key={panel.id} value={panel.id} className="min-w-0">
          {panel.content}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  )
}
