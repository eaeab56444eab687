'use client'

import { useEffect, useRef } from 'react'
import { useFormState } from 'react-hook-form'
import { useFieldId, useFocusField } from '@/components/form/field-ids'
import { messagesOf } from '@/components/form/form'
import { Callout } from '@/components/ui/status'

/** What is wrong, on top, with a link to each field; takes focus when it is told anew. */
export function FormProblems({
  refusal: { message, count },
}: {
  /** An empty message is none. They are counted, so that the same one twice is noticed. */
  refusal: { message: string; count: number }
}) {
  const box = useRef<HTMLDivElement>(null)
  const { errors } = useFormState()
  const fieldId = useFieldId()
  const focusField = useFocusField()
  const problems = messagesOf(errors)
  useEffect(() => {
    if (message !== '' && count > 0) box.current?.focus()
  }, [message, count])
  return (
    <div ref={box} tabIndex={-1} className="outline-none empty:hidden">
      {message && (
        <Callout tone="stopped" role="alert" title={message}>
          {problems.length > 0 && (
            <ul className="list-disc pl-5">
              {problems.map(({ name, message: problem }) => (
                <li key={name}>
                  <a
                    href={`#${fieldId(name)}`}
                    className="underline"
                    onClick={(event) => {
                      event.preventDefault()
                      focusField(name)
                    }}
                  >
                    {problem}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </Callout>
      )}
    </div>
  )
}
