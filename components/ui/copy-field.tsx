'use client'

import { Check, Copy } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { Button } from './button'
import { controlLook } from './field'

/** A value to take elsewhere: read-only, selected on focus, copied by one press. */
export function CopyField({
  label,
  value,
  what,
  secret = false,
}: {
  label: string
  value: string
  /** What the notice says was copied, e.g. "Token". */
  what: string
  /** Kept out of the browser's own memory of forms. */
  secret?: boolean
}) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [notice, setNotice] = useState<'copied' | 'blocked'>()

  async function copy() {
    try {
      await navigator.clipboard.writeText(value)
      setNotice('copied')
    } catch {
      input.current?.select()
      setNotice('blocked')
    }
  }

  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-small font-medium">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          ref={input}
          id={id}
          readOnly
          value={value}
          autoComplete={secret ? 'off' : undefined}
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
          className={`${controlLook} font-mono text-small`}
        />
        <Button
          onClick={copy}
          aria-label={`Copy ${what.toLowerCase()}`}
          icon={
            notice === 'copied' ? (
              <Check size={16} strokeWidth={1.75} aria-hidden />
            ) : (
              <Copy size={16} strokeWidth={1.75} aria-hidden />
            )
          }
        >
          Copy
        </Button>
      </div>
      <p role="status" className="min-h-4.5 text-small text-ink-soft">
        {notice === 'copied' && `${what} copied.`}
        {notice === 'blocked' && 'Select the text and press Ctrl+C.'}
      </p>
    </div>
  )
}
