'use client'

import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button'

/** Takes text elsewhere by one press, and says so. */
export function CopyButton({
  text,
  what,
  label = 'Copy',
  onBlocked,
}: {
  text: string
  /** What the notice says was copied, e.g. "Body". */
  what: string
  label?: string
  /** The browser refused; the caller may select the text, so that Ctrl+C takes it. */
  onBlocked?: () => void
}) {
  const [notice, setNotice] = useState<'copied' | 'blocked'>()

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setNotice('copied')
    } catch {
      onBlocked?.()
      setNotice('blocked')
    }
  }

  const Icon = notice === 'copied' ? Check : Copy
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button
        onClick={copy}
        {...(label === 'Copy' ? { 'aria-label': `Copy ${what.toLowerCase()}` } : {})}
        icon={<Icon size={16} strokeWidth={1.75} aria-hidden />}
      >
        {label}
      </Button>
      <p role="status" className="text-small text-ink-soft">
        {notice === 'copied' && `${what} copied.`}
        {notice === 'blocked' && 'The browser did not allow it. Select the text and press Ctrl+C.'}
      </p>
    </div>
  )
}
