'use client'

import { useRef } from 'react'
import { CopyButton } from './copy-button'

/** Text of several lines to read or to take elsewhere: it keeps its lines and scrolls inside its frame. */
export function CopyBlock({
  label,
  text,
  what,
}: {
  label: string
  text: string
  /** What the notice says was copied, e.g. "Body". */
  what: string
}) {
  const block = useRef<HTMLPreElement>(null)
  const select = () => block.current && getSelection()?.selectAllChildren(block.current)
  return (
    <div className="grid gap-2">
      <p className="text-small font-medium">{label}</p>
      <section
        aria-label={label}
        tabIndex={0}
        className="max-h-96 overflow-auto rounded-base border bg-raised"
      >
        <pre ref={block} className="w-fit min-w-full p-3 font-mono text-small">
          {text}
        </pre>
      </section>
      <CopyButton text={text} what={what} onBlocked={select} />
    </div>
  )
}
