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
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <label htmlFor={id} className="text-small font-medium">
          {label}
        </label>
        <p role="status" className="text-small text-ink-soft">
          {notice === 'copied' && `${what} copied.`}
          {notice === 'blocked' && 'Select the text and press Ctrl+C.'}
        </p>
      </div>
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
          aria-label={`Copy ${lowerFirst(what)}`}
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
    </div>
  )
}

/** "Token" becomes "token"; "URL" and names of more than one capital stay. */
function lowerFirst(what: string): string {
  const second = what.charAt(1)
  const isAcronym = second !== second.toLowerCase()
  return isAcronym ? what : what.charAt(0).toLowerCase() + what.slice(1)
}
