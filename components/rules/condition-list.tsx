'use client'

import { Plus } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Controller, useFieldArray, useFormContext, useWatch } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Segmented } from '@/components/ui/segmented'
import { ConditionRow } from './condition-row'
import { newBlock, newCondition, type RuleDraft } from './rule-draft'
import type { EditorView } from './rules-view'

const matches = [
  { value: 'all', label: 'all of these' },
  { value: 'any', label: 'any of these' },
] as const

/**
 * The conditions of a rule: any/all and Remove from two up, one nested group in a box of its own
 * (D18 to D21). After Add the focus is on the new operand, after Remove on the next one.
 */
export function ConditionList({ view }: { view: EditorView }) {
  const { control, getValues } = useFormContext<RuleDraft>()
  const { fields, append, remove } = useFieldArray({ control, name: 'blocks' })
  const blocks = useWatch({ control, name: 'blocks' })
  const match = useWatch({ control, name: 'match' })
  const counts = blocks.map((block) => block.conditions.length)
  const total = counts.reduce((sum, one) => sum + one, 0)
  const { frame, focusOn } = useFocusAfterChange(total)
  const addButton = useRef<HTMLButtonElement>(null)
  const before = (index: number) => counts.slice(0, index).reduce((sum, one) => sum + one, 0)

  function removeBlock(index: number) {
    focusOn(before(index), addButton)
    remove(index)
  }
  return (
    <fieldset ref={frame} className="grid min-w-0 gap-3">
      <legend className="mb-3 text-large font-semibold">Conditions</legend>
      {fields.length > 1 && <MatchChoice name="match" label="Matches" />}
      {fields.map((field, index) => (
        <Joined key={field.id} word={match === 'all' ? 'and' : 'or'} first={index === 0}>
          {blocks[index]?.boxed ? (
            <ConditionBox
              view={view}
              index={index}
              start={before(index)}
              total={total}
              onFocus={(place) => focusOn(place, addButton)}
              onRemove={() => removeBlock(index)}
            />
          ) : (
            <ConditionRow
              view={view}
              path={`blocks.${index}.conditions.0`}
              place={{ index: before(index), count: total }}
              onRemove={() => removeBlock(index)}
            />
          )}
        </Joined>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button
          ref={addButton}
          icon={<Plus size={16} strokeWidth={1.75} aria-hidden />}
          onClick={() => {
            focusOn(total, addButton)
            append(newBlock(), { shouldFocus: false })
          }}
        >
          Add condition
        </Button>
        {!blocks.some((block) => block.boxed) && (
          <Button
            tone="quiet"
            onClick={() => {
              focusOn(total, addButton)
              const inner = getValues('match') === 'all' ? 'any' : 'all'
              append({ ...newBlock(), boxed: true, match: inner }, { shouldFocus: false })
            }}
          >
            Add a group of conditions
          </Button>
        )}
      </div>
    </fieldset>
  )
}

/** Conditions that count as one, with an any/all of their own. */
function ConditionBox({
  view,
  index,
  start,
  total,
  onFocus,
  onRemove,
}: {
  view: EditorView
  index: number
  /** How many conditions stand before the box. */
  start: number
  total: number
  onFocus: (place: number) => void
  onRemove: () => void
}) {
  const { control } = useFormContext<RuleDraft>()
  const name = `blocks.${index}.conditions` as const
  const { fields, append, remove } = useFieldArray({ control, name })
  const match = useWatch({ control, name: `blocks.${index}.match` })
  return (
    <div
      role="group"
      aria-label="Group of conditions"
      className="ml-2 grid gap-3 rounded-base border border-line-strong/40 bg-sunken/50 p-3 sm:ml-5"
    >
      {fields.length > 1 && <MatchChoice name={`blocks.${index}.match`} label="Group matches" />}
      {fields.map((field, place) => (
        <Joined key={field.id} word={match === 'all' ? 'and' : 'or'} first={place === 0}>
          <ConditionRow
            view={view}
            path={`${name}.${place}`}
            place={{ index: start + place, count: total }}
            onRemove={() => {
              if (fields.length === 1) return onRemove()
              onFocus(start + place)
              remove(place)
            }}
          />
        </Joined>
      ))}
      <div>
        <Button
          tone="quiet"
          icon={<Plus size={16} strokeWidth={1.75} aria-hidden />}
          onClick={() => {
            onFocus(start + fields.length)
            append(newCondition(), { shouldFocus: false })
          }}
        >
          Add condition to the group
        </Button>
      </div>
    </div>
  )
}

function MatchChoice({ name, label }: { name: 'match' | `blocks.${number}.match`; label: string }) {
  const { control } = useFormContext<RuleDraft>()
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="text-small font-medium">{label}</span>
          <Segmented
            label={label}
            choices={matches}
            value={field.value}
            onValueChange={field.onChange}
          />
        </div>
      )}
    />
  )
}

/** "and" or "or" between two conditions; each says its place to screen readers itself. */
function Joined({ word, first, children }: { word: string; first: boolean; children: ReactNode }) {
  return (
    <div className="grid gap-3">
      {!first && (
        <p aria-hidden className="flex items-center gap-3 text-small text-ink-soft">
          {word}
          <span className="grow border-t" />
        </p>
      )}
      {children}
    </div>
  )
}

/** Focus follows the change once it is drawn: the operand at a place, else what stands in for it. */
function useFocusAfterChange(total: number) {
  const frame = useRef<HTMLFieldSetElement>(null)
  const wanted = useRef<{ place: number; otherwise: React.RefObject<HTMLElement | null> }>(
    undefined,
  )
  useEffect(() => {
    if (!wanted.current) return
    const { place, otherwise } = wanted.current
    wanted.current = undefined
    const operand = frame.current
      ?.querySelectorAll('[data-condition]')
      .item(place)
      ?.querySelector('input')
    ;(place < total && operand ? operand : otherwise.current)?.focus()
  }, [total])
  return {
    frame,
    focusOn: (place: number, otherwise: React.RefObject<HTMLElement | null>) => {
      wanted.current = { place, otherwise }
    },
  }
}
