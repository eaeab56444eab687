'use client'

import { Plus, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Link, useNavigation } from '@/components/ui/navigation'
import { EmptyState } from '@/components/ui/states'
import { counted } from '@/lib/kernel/words'
import { RuleCard } from './rule-card'
import { RuleEditor } from './rule-editor'
import { type RuleActions, type RulesView, type RuleView } from './rules-view'

interface Props extends RuleActions {
  view: RulesView
  /** The property whose rules are shown. */
  propertyId: string
  /** Where the screen lives; the property stands in the address. */
  path: string
}

/** All properties on the left, the chosen one's rules as cards in their order (D15, D17). */
export function RulesScreen({ view, propertyId, path, ...actions }: Props) {
  const [editing, setEditing] = useState<RuleView | 'new'>()
  const { refresh } = useNavigation()
  const property = view.properties.find((one) => one.id === propertyId)
  const rules = view.rules.filter((rule) => rule.propertyId === propertyId)
  if (!property)
    return <EmptyState title="Add a property first.">Rules are kept per property.</EmptyState>
  const close = () => {
    setEditing(undefined)
    refresh()
  }
  return (
    <div className="grid gap-6 lg:grid-cols-[16rem_minmax(0,1fr)]">
      <PropertyList view={view} propertyId={propertyId} path={path} />
      <section aria-labelledby="rules-of" className="grid content-start gap-4">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2 id="rules-of" className="text-large font-semibold">
            Rules of {property.name}
          </h2>
          {editing === undefined && (
            <Button
              tone={rules.length === 0 ? 'primary' : 'secondary'}
              icon={<Plus size={16} strokeWidth={1.75} aria-hidden />}
              onClick={() => setEditing('new')}
            >
              Add new rule
            </Button>
          )}
        </div>
        {editing !== undefined ? (
          <RuleEditor
            key={editing === 'new' ? 'new' : editing.id}
            view={view}
            property={property}
            rule={editing === 'new' ? undefined : editing}
            actions={actions}
            onClose={close}
          />
        ) : (
          <RuleList
            rules={rules}
            propertyName={property.name}
            onEdit={setEditing}
            actions={actions}
          />
        )}
      </section>
    </div>
  )
}

function RuleList({
  rules,
  propertyName,
  onEdit,
  actions,
}: {
  rules: RuleView[]
  propertyName: string
  onEdit: (rule: RuleView) => void
  actions: RuleActions
}) {
  if (rules.length === 0) {
    return (
      <EmptyState title={`${propertyName} has no rule yet.`}>
        People who arrive from Entra get no doors at {propertyName} until a rule says so.
      </EmptyState>
    )
  }
  return (
    <>
      <p className="text-ink-soft">
        Doors of all matching rules add up. The first matching rule gives the role.
      </p>
      <ol className="grid gap-3">
        {rules.map((rule, index) => (
          <li key={rule.id}>
            <RuleCard
              rule={rule}
              place={{ index, count: rules.length }}
              onEdit={() => onEdit(rule)}
              actions={actions}
            />
          </li>
        ))}
      </ol>
    </>
  )
}

function PropertyList({
  view,
  propertyId,
  path,
}: {
  view: RulesView
  propertyId: string
  path: string
}) {
  return (
    <nav aria-label="Properties">
      <ul className="grid gap-1">
        {view.properties.map((property) => {
          const current = property.id === propertyId
          return (
            <li key={property.id}>
              <Link
                href={`${path}?property=${property.id}`}
                aria-current={current ? 'page' : undefined}
                className={classNames(
                  'grid gap-0.5 rounded-base border px-3 py-2',
                  current ? 'border-accent bg-accent-soft' : 'border-transparent hover:bg-sunken',
                )}
              >
                <span className="font-medium">{property.name}</span>
                {property.ruleCount === 0 ? (
                  <span className="flex items-start gap-1 text-small text-attention">
                    <TriangleAlert
                      size={14}
                      strokeWidth={1.75}
                      className="mt-0.5 shrink-0"
                      aria-hidden
                    />
                    No rules: nobody new gets doors here
                  </span>
                ) : (
                  <span className="text-small text-ink-soft">
                    {counted(property.ruleCount, 'rule')} ·{' '}
                    {counted(property.peopleCovered, 'person', 'people')}
                  </span>
                )}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
