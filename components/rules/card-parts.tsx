import { ArrowRight, KeyRound, UserRoundX } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/navigation'
import { Chip } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import { counted } from '@/lib/kernel/words'
import type { DraftView, RulesView } from './rules-view'
import { UnreadableLine } from './unreadable-line'

/** The name leads to the rule's own address, to be opened beside or sent to somebody. */
export function RuleName({ href, children }: { href: string; children: string }) {
  return (
    <h3 className="min-w-0 text-large font-semibold break-words">
      <Link href={href} className="hover:underline">
        {children}
      </Link>
    </h3>
  )
}

export function DraftLine({
  draft,
  view,
  timeZone,
  onContinue,
  onDiscard,
}: {
  draft: DraftView
  view: Pick<RulesView, 'unreadable'>
  timeZone: string
  onContinue: () => void
  onDiscard: () => void
}) {
  const { name, conditions } = draft.content
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-t pt-3">
      <div className="grid gap-1">
        <p className="text-small text-ink-soft">
          {draft.madeBy} saved a draft <Time at={draft.updatedAt} timeZone={timeZone} past />.
          {draft.outdated && ' The rule was changed since then.'}
        </p>
        <UnreadableLine conditions={conditions} view={view} timeZone={timeZone}>
          Applied, the draft goes by the members that Entra sent last.
        </UnreadableLine>
      </div>
      <div className="flex flex-wrap gap-1">
        <Button tone="quiet" onClick={onDiscard} aria-label={`Discard draft of ${name}`}>
          Discard draft
        </Button>
        <Button onClick={onContinue} aria-label={`Continue the draft of ${name}`}>
          Continue
        </Button>
      </div>
    </div>
  )
}

export function Gives({
  doors,
  roleName,
  mobileKey,
  leftOut,
}: {
  doors: string[]
  roleName: string
  mobileKey: boolean
  leftOut: number
}) {
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
      <ArrowRight size={15} strokeWidth={1.75} className="text-ink-soft" aria-hidden />
      <span className="sr-only">then</span>
      {doors.length === 0 && <span className="text-attention">no access group yet</span>}
      {doors.map((name) => (
        <Chip key={name}>{name}</Chip>
      ))}
      <span className="text-ink-soft">doors, role</span>
      <Chip>{roleName}</Chip>
      <Sign icon={<KeyRound size={15} strokeWidth={1.75} aria-hidden />}>
        {mobileKey ? 'mobile key' : 'no mobile key'}
      </Sign>
      {leftOut > 0 && (
        <Sign icon={<UserRoundX size={15} strokeWidth={1.75} aria-hidden />}>
          {counted(leftOut, 'person', 'people')} left out
        </Sign>
      )}
    </p>
  )
}

function Sign({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap text-ink-soft">
      {icon}
      <span>{children}</span>
    </span>
  )
}
