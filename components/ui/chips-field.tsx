'use client'

import { Autocomplete } from '@base-ui/react/autocomplete'
import { X } from 'lucide-react'
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react'
import { classNames } from './class-names'
import { Field, type FieldProps } from './field'
import { leaveEscape } from './leave-escape'
import { splitAt } from './split-at'
import { type HeldPress, useHeldList } from './use-held-list'

export interface ChipSuggestion {
  value: string
  label: string
  /** Shown beside the label, for example how many people have it. */
  note?: string | undefined
}

export interface ChipsFieldProps extends FieldProps {
  id: string
  values: string[]
  onValuesChange: (values: string[]) => void
  /** What is typed and not a chip yet. It is the caller's, because it counts when a form is sent. */
  text: string
  onTextChange: (text: string) => void
  suggestions: ChipSuggestion[]
  /** The characters that part a typed or pasted list; typing one makes a chip. */
  breaks: string
  /** Where nothing but what is suggested may be chosen: the value that a text names, if any. */
  resolve?: (text: string) => string | undefined
  /** What a value without a suggestion is called. */
  labelOf?: (value: string) => string
  placeholder?: string
}

/**
 * Several values as chips behind one text box. Enter, a character that parts a list and leaving the
 * field make a chip of what was typed, a pasted list makes many; Backspace or a button takes one away.
 */
export function ChipsField(props: ChipsFieldProps) {
  const { label, hint, error, required = false, labelHidden = false, id, values } = props
  const input = useRef<HTMLInputElement>(null)
  const named = (value: string) =>
    props.suggestions.find((one) => one.value === value)?.label ?? props.labelOf?.(value) ?? value
  const remove = (index: number) => {
    props.onValuesChange(values.filter((_, place) => place !== index))
    input.current?.focus()
  }
  return (
    <Field {...{ label, hint, error, required, labelHidden, id }}>
      {(control) => (
        <div className="flex min-h-11 flex-wrap items-center gap-1 rounded-base border border-line-strong bg-raised px-1.5 py-0.75 has-aria-invalid:border-stopped has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-2 has-[input:focus-visible]:outline-accent sm:min-h-8">
          {values.length > 0 && (
            <ul aria-label={`Chosen: ${label}`} className="contents">
              {values.map((value, index) => (
                <ChipItem key={value} name={named(value)} onRemove={() => remove(index)} />
              ))}
            </ul>
          )}
          <ChipsInput
            {...props}
            control={{
              ...control,
              'aria-describedby':
                [control['aria-describedby'], `${id}-chosen`].filter(Boolean).join(' ') ||
                undefined,
            }}
            input={input}
          />
          <span id={`${id}-chosen`} hidden>
            {values.length > 0 && `Chosen: ${values.map(named).join(', ')}`}
          </span>
        </div>
      )}
    </Field>
  )
}

function ChipItem({ name, onRemove }: { name: string; onRemove: () => void }) {
  return (
    <li className="inline-flex max-w-full items-center rounded-base bg-sunken pl-2 text-body">
      <span className="truncate">{name}</span>
      <button
        type="button"
        aria-label={`Remove ${name}`}
        onClick={onRemove}
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-base text-ink-soft hover:text-ink pointer-coarse:size-11"
      >
        <X size={14} strokeWidth={1.75} aria-hidden />
      </button>
    </li>
  )
}

function ChipsInput({
  control,
  input,
  values,
  onValuesChange,
  text,
  onTextChange,
  suggestions,
  breaks,
  resolve,
  placeholder,
}: ChipsFieldProps & {
  control: { id: string; 'aria-describedby': string | undefined }
  input: React.RefObject<HTMLInputElement | null>
}) {
  const [open, setOpen] = useState(false)
  const highlighted = useRef<ChipSuggestion>(undefined)
  const held = useHeldList(suggestions.filter((one) => !values.includes(one.value)))
  const left = held.list
  // An open list without entries would hide the rest of the page from screen readers.
  const typed = text.toLowerCase()
  const fits = left.some((one) => one.label.toLowerCase().includes(typed))

  const split = (typed: string) => splitAt(typed, breaks)

  function add(parts: string[]) {
    const found = parts.map((part) => (resolve ? resolve(part) : part))
    const known = found.filter((one) => one !== undefined)
    if (known.length > 0) onValuesChange([...new Set([...values, ...known])])
    onTextChange(parts.filter((_, index) => found[index] === undefined).join('; '))
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return
    if (event.key === 'Backspace' && text === '' && values.length > 0) {
      onValuesChange(values.slice(0, -1))
    } else if (breaks.includes(event.key)) {
      event.preventDefault()
      add(split(text))
    } else if (event.key === 'Enter' && !highlighted.current) {
      // Enter belongs to the chip, not to the form around it.
      event.preventDefault()
      add(split(text))
    }
  }

  function onPaste(event: ClipboardEvent<HTMLInputElement>) {
    const parts = split(event.clipboardData.getData('text'))
    if (parts.length < 2) return
    event.preventDefault()
    add([...split(text), ...parts])
  }

  return (
    <Autocomplete.Root
      items={left}
      value={text}
      onValueChange={(next, { reason }) => {
        if (reason === 'item-press') {
          // Two people may have one name, so what is highlighted decides.
          const picked = highlighted.current ?? left.find((one) => one.label === next)
          onValuesChange([...values, picked?.value ?? next])
          onTextChange('')
        } else onTextChange(next)
      }}
      itemToStringValue={(item: ChipSuggestion) => item.label}
      onItemHighlighted={(item) => {
        highlighted.current = item
      }}
      open={open && fits}
      // A list that opened with the text of a chip just made would outlive the focus.
      onOpenChange={(next) => setOpen(next && document.activeElement === input.current)}
      openOnInputClick
    >
      <Autocomplete.Input
        {...control}
        ref={input}
        placeholder={values.length === 0 ? placeholder : undefined}
        onKeyDown={(event) => {
          leaveEscape(event)
          onKeyDown(event)
        }}
        onPaste={onPaste}
        onBlur={() => {
          setOpen(false)
          add(split(text))
        }}
        className="min-h-6 min-w-14 grow basis-14 bg-transparent px-1 text-body outline-none placeholder:text-ink-soft"
      />
      <ChipChoices press={held.press} />
    </Autocomplete.Root>
  )
}

function ChipChoices({ press }: { press: HeldPress }) {
  return (
    <Autocomplete.Portal>
      <Autocomplete.Positioner sideOffset={8} align="start" className="z-50">
        <Autocomplete.Popup className="layer-enter max-h-72 min-w-48 max-w-(--available-width) overflow-y-auto rounded-base border bg-raised shadow-layer data-empty:hidden">
          <Autocomplete.List className="py-1">
            {(item: ChipSuggestion) => (
              <Autocomplete.Item
                key={item.value}
                value={item}
                {...press}
                className={classNames(
                  'flex min-h-11 cursor-default items-center justify-between gap-4 px-3 text-body',
                  'data-highlighted:bg-accent-soft sm:min-h-8',
                )}
              >
                {item.label}
                {item.note && (
                  <span className="text-small whitespace-nowrap text-ink-soft tabular-nums">
                    {item.note}
                  </span>
                )}
              </Autocomplete.Item>
            )}
          </Autocomplete.List>
        </Autocomplete.Popup>
      </Autocomplete.Positioner>
    </Autocomplete.Portal>
  )
}
