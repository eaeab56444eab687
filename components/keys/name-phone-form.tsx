'use client'

import { type FormEvent, useRef, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { useNavigation } from '@/components/ui/navigation'
import { Callout } from '@/components/ui/status'
import { TextField } from '@/components/ui/text-field'
import type { KeyActions } from './key-actions'
import type { KeySpeech } from './words/speech'

const TYPED_NAME = 'typed'

/** One press for a model that fits, or a name in one's own words. */
export function NamePhoneForm({
  id,
  organization,
  models,
  typed,
  setTyped,
  save,
  close,
  speech,
}: {
  id: string
  organization: string
  models: readonly string[]
  typed: string
  setTyped: (typed: string) => void
  save: KeyActions['namePhone']
  /** It has its name, or keeps the one that it had. */
  close: () => void
  speech: KeySpeech
}) {
  const { refresh } = useNavigation()
  const [refusal, setRefusal] = useState<{ message: string; ofName: boolean }>()
  const [pressed, setPressed] = useState<string>()
  const [pending, start] = useTransition()
  const field = useRef<HTMLInputElement>(null)
  const words = speech.words.phone
  const offers = models.length > 0

  const choose = (name: string, what = name) => {
    if (pending) return
    setPressed(what)
    start(async () => {
      const result = await save(name).catch(() => undefined)
      if (!result) return setRefusal({ message: speech.words.refusals.noAnswer, ofName: false })
      const ofName = !result.ok && result.fields?.name !== undefined
      // Whatever else was refused, the page shows what is so now.
      if (!ofName) refresh()
      if (result.ok) return close()
      setRefusal({ message: result.message, ofName })
      if (ofName) field.current?.focus()
    })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    choose(typed, TYPED_NAME)
  }
  return (
    <section id={id} aria-labelledby={`${id}-question`} className="grid gap-3">
      <div className="grid gap-1">
        <h2 id={`${id}-question`} className="font-semibold">
          {words.question}
        </h2>
        <p className="text-body text-ink-soft">{words.why(organization)}</p>
      </div>
      {refusal && !refusal.ofName && (
        <Callout tone="stopped" role="alert">
          {refusal.message}
        </Callout>
      )}
      {offers && (
        <ul className="flex flex-wrap gap-2">
          {models.map((model) => (
            <li key={model}>
              <Button pending={pending && pressed === model} onClick={() => choose(model)}>
                {model}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form noValidate onSubmit={submit} className="grid gap-3">
        <TextField
          ref={field}
          label={offers ? words.other : words.name}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          error={refusal?.ofName ? refusal.message : undefined}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="done"
          className="text-large"
        />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" pending={pending && pressed === TYPED_NAME}>
            {words.save}
          </Button>
          <Button tone="quiet" onClick={close}>
            {speech.words.cancel}
          </Button>
        </div>
      </form>
    </section>
  )
}
