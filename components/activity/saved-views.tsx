'use client'

import { Bookmark, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { Form } from '@/components/form/form'
import { FormText } from '@/components/form/form-fields'
import { Button, IconButton } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Link } from '@/components/ui/navigation'
import { useNotify } from '@/components/ui/toast'
import {
  type ActivityQuery,
  type NewSavedView,
  type SavedView,
  savedViewSchema,
} from '@/lib/activity/schemas'
import type { ActionResult } from '@/lib/kernel/result'

export interface SavedViewsProps {
  views: SavedView[]
  save: (view: NewSavedView) => Promise<ActionResult<unknown>>
  remove: (view: { id: string }) => Promise<ActionResult<unknown>>
}

type Props = Omit<SavedViewsProps, 'views'> & {
  views: (SavedView & { href: string })[]
  query: ActivityQuery
}

/** The reader's own views, and a name for the filters that are set now. */
export function SavedViews({ views, query, save, remove }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        icon={<Bookmark size={16} strokeWidth={1.75} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        Saved views
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Saved views"
        description="A lens with its filters, under a name. Only you see them."
      >
        <ViewList views={views} remove={remove} onOpen={() => setOpen(false)} />
        <SaveForm query={query} save={save} onSaved={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function ViewList({
  views,
  remove,
  onOpen,
}: Pick<Props, 'views' | 'remove'> & { onOpen: () => void }) {
  const notify = useNotify()
  if (views.length === 0) {
    return <p className="text-ink-soft">You have saved no view yet.</p>
  }

  async function removeOne({ id, name }: SavedView) {
    const result = await answerOf(remove({ id }))
    notify(result.ok ? `${name} was deleted` : result.message)
  }

  return (
    <ul className="divide-y rounded-base border">
      {views.map((view) => (
        <li key={view.id} className="flex items-center justify-between gap-2 py-1 pr-1 pl-3">
          <Link
            href={view.href}
            onClick={onOpen}
            className="min-w-0 py-1.5 [overflow-wrap:anywhere] hover:underline"
          >
            {view.name}
          </Link>
          <IconButton label={`Delete ${view.name}`} onClick={() => removeOne(view)}>
            <Trash2 size={16} strokeWidth={1.75} aria-hidden />
          </IconButton>
        </li>
      ))}
    </ul>
  )
}

function SaveForm({
  query,
  save,
  onSaved,
}: Pick<Props, 'query' | 'save'> & { onSaved: () => void }) {
  const notify = useNotify()
  return (
    <Form
      schema={savedViewSchema.pick({ name: true })}
      defaultValues={{ name: '' }}
      onSubmit={async ({ name }) => {
        const result = await save({ name, query })
        if (result.ok) {
          notify(`${name} was saved`)
          onSaved()
        }
        return result
      }}
      submitLabel="Save this view"
    >
      <FormText
        name="name"
        label="Name for the filters that are set now"
        required
        autoComplete="off"
      />
    </Form>
  )
}
