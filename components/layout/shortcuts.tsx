'use client'

import { useEffect, useRef, useState } from 'react'
import { Switch } from '@/components/ui/choices'
import { Dialog } from '@/components/ui/dialog'
import { useLeaving } from '@/components/ui/leaving'
import { useNavigation } from '@/components/ui/navigation'

const places: Record<string, { href: string; label: string }> = {
  i: { href: '/integrations', label: 'Integrations' },
  e: { href: '/employees', label: 'Employees' },
  p: { href: '/properties', label: 'Properties' },
  a: { href: '/activity', label: 'Activity' },
}

const STORED = 'sequr-shortcuts'
const SEQUENCE_MS = 1200

/** Single-key shortcuts: `/` search, `g` then a letter, `?` this list. They can be switched off (WCAG 2.1.4). */
export function Shortcuts() {
  const { push } = useNavigation()
  const { leave } = useLeaving()
  const [open, setOpen] = useState(false)
  const [enabled, setEnabled] = useState(true)
  const sequence = useRef(0)
  useEffect(() => setEnabled(localStorage.getItem(STORED) !== 'off'), [])

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (!enabled || isElsewhere(event) || event.ctrlKey || event.metaKey || event.altKey) return
      const place = Object.hasOwn(places, event.key) ? places[event.key] : undefined
      if (place && Date.now() - sequence.current < SEQUENCE_MS) leave(() => push(place.href))
      sequence.current = event.key === 'g' ? Date.now() : 0
      if (event.key === '?') setOpen(true)
      if (event.key === '/') {
        const search = document.querySelector<HTMLInputElement>('[data-search]')
        if (search) event.preventDefault()
        search?.focus()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [enabled, push, leave])

  function choose(next: boolean) {
    setEnabled(next)
    localStorage.setItem(STORED, next ? 'on' : 'off')
  }

  return (
    <Dialog open={open} onOpenChange={setOpen} title="Keyboard shortcuts">
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
        <Shortcut keys="/" label="Search" />
        {Object.entries(places).map(([key, place]) => (
          <Shortcut key={key} keys={`g then ${key}`} label={place.label} />
        ))}
        <Shortcut keys="?" label="This list" />
        <Shortcut keys="Esc" label="Close the top layer" />
        <Shortcut keys="Ctrl or ⌘ + Enter" label="Send a form" />
        <Shortcut keys="Alt + ↑ or ↓" label="Move a rule" />
      </dl>
      <Switch label="Single-key shortcuts" checked={enabled} onCheckedChange={choose} />
    </Dialog>
  )
}

function Shortcut({ keys, label }: { keys: string; label: string }) {
  return (
    <>
      <dt>
        <kbd className="rounded border bg-sunken px-1.5 py-0.5 font-mono text-small">{keys}</kbd>
      </dt>
      <dd>{label}</dd>
    </>
  )
}

/** Keys belong to a field that is being typed in, and to a dialog that covers the page. */
function isElsewhere(event: KeyboardEvent): boolean {
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role="dialog"], [role="alertdialog"], [role="menu"]')) return true
  return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName)
}
