'use client'

import { CircleX, type LucideIcon, PencilLine, TriangleAlert } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Link } from '@/components/ui/navigation'
import { counted } from '@/lib/kernel/words'
import { rulesAddress } from './rules-address'
import type { PropertyView, RulesView } from './rules-view'
import { unreadableWords } from './unreadable-rules'

/** All properties: how many rules, how many people, and what needs somebody, in words. */
export function PropertyList({
  view,
  propertyId,
  path,
  onLeave,
}: {
  view: RulesView
  propertyId: string
  path: string
  /** Asks before an editor with unsaved work is left; prevents the event then. */
  onLeave: (event: MouseEvent, propertyId: string) => void
}) {
  return (
    <nav aria-label="Properties">
      <ul className="grid gap-1">
        {view.properties.map((property) => {
          const current = property.id === propertyId
          const href = rulesAddress({ propertyId: property.id }, path)
          return (
            <li key={property.id}>
              <Link
                href={href}
                onClick={(event) => onLeave(event, property.id)}
                aria-current={current ? 'page' : undefined}
                className={classNames(
                  'grid gap-0.5 rounded-base border px-3 py-2',
                  current ? 'border-accent bg-accent-soft' : 'border-transparent hover:bg-sunken',
                )}
              >
                <span className="font-medium break-words">{property.name}</span>
                <Warnings property={property} view={view} />
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

function Warnings({ property, view }: { property: PropertyView; view: RulesView }) {
  const broken = view.rules.filter((rule) => rule.propertyId === property.id && rule.broken)
  const drafts = view.drafts.filter((draft) => draft.propertyId === property.id)
  const unreadable = unreadableWords(view, property.id)
  const { ruleCount, offCount, peopleCovered } = property
  return (
    <>
      <span className="text-small text-ink-soft">
        {[
          ruleCount > 0 && counted(ruleCount, 'rule'),
          offCount > 0 && `${offCount} off`,
          counted(peopleCovered, 'person', 'people'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {ruleCount === 0 && (
        <Warning icon={TriangleAlert} tone="text-attention">
          {offCount > 0 ? 'No rule is on' : 'No rules'}: nobody new gets doors here
        </Warning>
      )}
      {broken.length > 0 && (
        <Warning icon={CircleX} tone="text-stopped">
          {counted(broken.length, 'rule is broken', 'rules are broken')}
        </Warning>
      )}
      {unreadable && (
        <Warning icon={TriangleAlert} tone="text-attention">
          {unreadable}
        </Warning>
      )}
      {drafts.length > 0 && (
        <Warning icon={PencilLine} tone="text-waiting">
          {counted(drafts.length, 'draft waits', 'drafts wait')}
        </Warning>
      )}
    </>
  )
}

function Warning({
  icon: Icon,
  tone,
  children,
}: {
  icon: LucideIcon
  tone: string
  children: ReactNode
}) {
  return (
    <span className={classNames('flex items-start gap-1 text-small', tone)}>
      <Icon size={14} strokeWidth={1.75} className="mt-0.5 shrink-0" aria-hidden />
      {children}
    </span>
  )
}
