'use client'

import { Columns2, History, Plus } from 'lucide-react'
import { type MouseEvent, type RefObject, useCallback, useRef, useState } from 'react'
import { Button, LinkButton } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { ConfirmDialog } from '@/components/ui/dialog'
import { useNavigation } from '@/components/ui/navigation'
import { EmptyState } from '@/components/ui/states'
import { Callout } from '@/components/ui/status'
import { type EditedRule, newRule } from './edited-rule'
import { PropertyList } from './property-list'
import { RuleEditor } from './rule-editor'
import { RuleList } from './rule-list'
import { type OpenDialog, RulesDialogs } from './rules-dialogs'
import type { PropertyView, RuleActions, RulesView } from './rules-view'

interface Props {
  view: RulesView
  /** The property whose rules are shown. */
  propertyId: string
  /** Where the screen lives; the property stands in the address. */
  path: string
  actions: RuleActions
}

/** All properties on the left, the chosen one's rules as cards in their order (D15, D17). */
export function RulesScreen({ view, propertyId: address, path, actions }: Props) {
  const { refresh } = useNavigation()
  const [propertyId, show] = useShown(address)
  const [editing, setEditing] = useState<{ propertyId: string; edited: EditedRule }>()
  const [dialog, setDialog] = useState<OpenDialog>()
  const heading = useRef<HTMLHeadingElement>(null)
  const leaving = useLeaving((id) => {
    setEditing(undefined)
    show(id)
  })
  const property = view.properties.find((one) => one.id === propertyId)
  if (!property)
    return <EmptyState title="Add a property first.">Rules are kept per property.</EmptyState>
  const edited = editing?.propertyId === propertyId ? editing.edited : undefined
  const done = () => {
    setEditing(undefined)
    setDialog(undefined)
    refresh()
    // What was focused is gone; reading goes on where the list begins.
    heading.current?.focus()
  }
  return (
    <div className="grid gap-6 lg:grid-cols-[13rem_minmax(0,1fr)]">
      <PropertyList view={view} propertyId={propertyId} path={path} onLeave={leaving.onLeave} />
      <section aria-labelledby="rules-of" className="grid min-w-0 content-start gap-4">
        <Heading
          title={heading}
          view={view}
          property={property}
          editing={edited !== undefined}
          onNew={() => setEditing({ propertyId, edited: newRule })}
          onOpen={setDialog}
        />
        {!edited && <WithoutRules view={view} propertyId={propertyId} path={path} />}
        {edited ? (
          <RuleEditor
            key={edited.ruleId ?? 'new'}
            view={view}
            property={property}
            edited={edited}
            actions={actions}
            onClose={done}
            onDirty={leaving.onDirty}
          />
        ) : (
          <RuleList
            view={view}
            property={property}
            actions={actions}
            onEdit={(next) => setEditing({ propertyId, edited: next })}
            onOpen={setDialog}
          />
        )}
      </section>
      <RulesDialogs
        dialog={dialog}
        view={view}
        property={property}
        actions={actions}
        onClose={() => setDialog(undefined)}
        onDone={done}
        onOpen={setDialog}
      />
      {leaving.question}
    </div>
  )
}

/** What a press chose is shown at once; the address, and back, have the last word. */
function useShown(address: string): [string, (propertyId: string) => void] {
  const [shown, show] = useState(address)
  const [followed, setFollowed] = useState(address)
  if (followed !== address) {
    setFollowed(address)
    show(address)
  }
  return [shown, show]
}

function Heading({
  title,
  view,
  property,
  editing,
  onNew,
  onOpen,
}: {
  title: RefObject<HTMLHeadingElement | null>
  view: RulesView
  property: PropertyView
  editing: boolean
  onNew: () => void
  onOpen: (dialog: OpenDialog) => void
}) {
  const none = property.ruleCount === 0
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <h2 ref={title} id="rules-of" tabIndex={-1} className="text-large font-semibold outline-none">
        Rules of {property.name}
      </h2>
      {!editing && (
        <div className="flex flex-wrap gap-2">
          {!none && (
            <Button
              tone="quiet"
              icon={<History size={16} strokeWidth={1.75} aria-hidden />}
              onClick={() => onOpen({ kind: 'history' })}
            >
              History
            </Button>
          )}
          {view.properties.length > 1 && (
            <Button
              tone="quiet"
              icon={<Columns2 size={16} strokeWidth={1.75} aria-hidden />}
              onClick={() => onOpen({ kind: 'compare' })}
            >
              Compare
            </Button>
          )}
          <Button
            tone={none ? 'primary' : 'secondary'}
            className={classNames(none && 'order-last')}
            icon={<Plus size={16} strokeWidth={1.75} aria-hidden />}
            onClick={onNew}
          >
            Add new rule
          </Button>
        </div>
      )}
    </div>
  )
}

/** A property that is new stands out, wherever one happens to be looking. */
function WithoutRules({
  view,
  propertyId,
  path,
}: {
  view: RulesView
  propertyId: string
  path: string
}) {
  const others = view.properties.filter((one) => one.ruleCount === 0 && one.id !== propertyId)
  const [first] = others
  if (!first) return null
  const names = new Intl.ListFormat('en').format(others.map((one) => one.name))
  return (
    <Callout
      tone="attention"
      title={`${names} ${others.length === 1 ? 'has' : 'have'} no rule.`}
      action={
        <LinkButton href={`${path}?property=${first.id}`}>Add a rule at {first.name}</LinkButton>
      }
    >
      People who arrive from Entra get no doors there. Everything else goes on.
    </Callout>
  )
}

/** Another property is one press away; with unsaved work it is two. */
function useLeaving(leaveFor: (propertyId: string) => void) {
  const { push } = useNavigation()
  const [dirty, setDirty] = useState(false)
  const [wanted, setWanted] = useState<{ id: string; href: string }>()
  const onDirty = useCallback((next: boolean) => setDirty(next), [])
  return {
    onDirty,
    onLeave: (event: MouseEvent, id: string, href: string) => {
      const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0
      if (elsewhere) return
      if (!dirty) return leaveFor(id)
      event.preventDefault()
      setWanted({ id, href })
    },
    question: (
      <ConfirmDialog
        open={wanted !== undefined}
        onOpenChange={(open) => !open && setWanted(undefined)}
        title="Discard what you typed?"
        description="The rule you are editing is not saved. Save a draft to keep it."
        action="Discard changes"
        onConfirm={() => {
          setWanted(undefined)
          if (!wanted) return
          leaveFor(wanted.id)
          push(wanted.href)
        }}
      />
    ),
  }
}
