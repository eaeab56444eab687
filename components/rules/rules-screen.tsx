'use client'

import { Columns2, History, Plus } from 'lucide-react'
import { type RefObject, useRef, useState } from 'react'
import { Button, LinkButton } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { useNavigation } from '@/components/ui/navigation'
import { EmptyState } from '@/components/ui/states'
import { Callout } from '@/components/ui/status'
import { CoveragePanel } from './coverage-panel'
import { type EditedRule, editedAt } from './edited-rule'
import { GroupsUnreadable } from './groups-unreadable'
import { PropertyList } from './property-list'
import { RuleEditor } from './rule-editor'
import { RuleList, type RuleListProps } from './rule-list'
import { NEW_RULE, type RulesPlace, rulesAddress } from './rules-address'
import { type OpenDialog, RulesDialogs } from './rules-dialogs'
import type { PropertyView, RuleActions, RulesView } from './rules-view'
import { useRulesPlace } from './use-rules-place'

interface Props {
  view: RulesView
  /** What the address names: a property, and the rule that is open. */
  place: RulesPlace
  /** Where the screen lives. */
  path: string
  actions: RuleActions
}

/** All properties on the left, the chosen one's rules as cards in their order (D15, D17). */
export function RulesScreen({ view, place: address, path, actions }: Props) {
  const { refresh } = useNavigation()
  const place = useRulesPlace(address, path)
  const { propertyId, ruleId } = place.shown
  const edited = useEdited(view, ruleId)
  const [dialog, setDialog] = useState<OpenDialog>()
  const heading = useRef<HTMLHeadingElement>(null)
  const property = view.properties.find((one) => one.id === propertyId)
  if (!property)
    return <EmptyState title="Add a property first.">Rules are kept per property.</EmptyState>
  const done = () => {
    setDialog(undefined)
    if (ruleId !== undefined) place.close()
    refresh()
    // What was focused is gone; reading goes on where the list begins.
    heading.current?.focus()
  }
  return (
    <div className="grid gap-6 lg:grid-cols-[13rem_minmax(0,1fr)]">
      <PropertyList view={view} propertyId={propertyId} path={path} onLeave={place.onLeave} />
      <section aria-labelledby="rules-of" className="grid min-w-0 content-start gap-4">
        <Heading
          title={heading}
          view={view}
          property={property}
          editing={edited !== undefined}
          onNew={() => place.open(NEW_RULE)}
          onOpen={setDialog}
        />
        {view.unreadable && (
          <GroupsUnreadable
            unreadable={view.unreadable}
            path={rulesAddress(place.shown, path)}
            timeZone={property.timeZone}
          />
        )}
        {!edited && <WithoutRules view={view} propertyId={propertyId} path={path} />}
        {!edited && ruleId !== undefined && (
          <Callout tone="attention" role="status" title="This rule does not exist any more.">
            It was deleted or its draft was discarded. History tells when, and can bring it back.
          </Callout>
        )}
        {edited ? (
          <RuleEditor
            key={ruleId}
            view={view}
            property={property}
            edited={edited}
            actions={actions}
            onClose={done}
            onDirty={place.onDirty}
          />
        ) : (
          <Listed
            view={view}
            property={property}
            actions={actions}
            hrefOf={(id) => rulesAddress({ propertyId, ruleId: id }, path)}
            onEdit={place.open}
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
        onEdit={place.open}
      />
      {place.question}
    </div>
  )
}

/** The rules as cards, and beside them whom they cover; before anybody has arrived, the rules alone. */
function Listed(props: RuleListProps) {
  const { view, property, actions } = props
  if (view.peopleTotal === 0) return <RuleList {...props} />
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="grid min-w-0 content-start gap-4">
        <RuleList {...props} />
      </div>
      <CoveragePanel key={property.id} view={view} property={property} actions={actions} />
    </div>
  )
}

/** What the editor began from stays as it was then, whatever the page is told meanwhile. */
function useEdited(view: RulesView, ruleId: string | undefined): EditedRule | undefined {
  const [opened, setOpened] = useState(() => ({ ruleId, edited: editedAt(view, ruleId) }))
  if (opened.ruleId === ruleId) return opened.edited
  const edited = editedAt(view, ruleId)
  setOpened({ ruleId, edited })
  return edited
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
  const none = property.ruleCount + property.offCount === 0
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
      title={`${names} ${others.length === 1 ? 'has' : 'have'} no rule${others.some((one) => one.offCount > 0) ? ' that is on' : ''}.`}
      action={
        <LinkButton href={rulesAddress({ propertyId: first.id }, path)}>
          {first.offCount > 0 ? `See the rules of ${first.name}` : `Add a rule at ${first.name}`}
        </LinkButton>
      }
    >
      Nothing changes there: whoever has doors keeps them, and nobody new gets any. Everything else
      goes on.
    </Callout>
  )
}
