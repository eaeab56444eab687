import { DoorClosed, DoorOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import { Callout, StatusBadge } from '@/components/ui/status'
import type { ActionResult } from '@/lib/kernel/result'
import { ContinueButton } from './continue-button'

interface Place {
  propertyId: string
  property: string
  address: string
  doors: string[]
}

export type KeyView =
  | { kind: 'unknown' }
  | { kind: 'expired' | 'taken'; organization: string }
  | { kind: 'ended'; organization: string; name: string }
  | { kind: 'ready' | 'active'; organization: string; name: string; places: Place[] }

/** What an invited person sees, in plain words for each state of the key. */
export function KeyContent({
  page,
  onContinue,
}: {
  page: KeyView
  onContinue: () => Promise<ActionResult>
}) {
  switch (page.kind) {
    case 'unknown':
      return (
        <Ended title="This link is not known">
          It may have been cut short in the e-mail. Open it again from there.
        </Ended>
      )
    case 'expired':
      return (
        <Ended title="This link has run out">
          Ask {page.organization} for a new one. Your access has not changed.
        </Ended>
      )
    case 'taken':
      return (
        <Ended title="This link was used on another device">
          A key lives on one phone. If that was not you, tell {page.organization} now.
        </Ended>
      )
    case 'ended':
      return (
        <Ended title="This key has ended">
          It opens no door any more. If you think that is wrong, ask {page.organization}.
        </Ended>
      )
    default:
      return <Living page={page} onContinue={onContinue} />
  }
}

function Ended({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-4" role="status">
      <DoorClosed size={44} strokeWidth={1.5} className="text-ink-soft" aria-hidden />
      <h1 className="text-title font-semibold">{title}</h1>
      <p className="text-ink-soft">{children}</p>
    </div>
  )
}

function Living({
  page,
  onContinue,
}: {
  page: Extract<KeyView, { places: Place[] }>
  onContinue: () => Promise<ActionResult>
}) {
  const active = page.kind === 'active'
  return (
    <div className="grid gap-5">
      <DoorOpen size={44} strokeWidth={1.5} className="text-accent" aria-hidden />
      <div className="grid gap-1">
        <h1 className="text-title font-semibold">
          {active ? `Your key to ${page.organization}` : `${page.name}, your key is ready`}
        </h1>
        {active ? (
          <p role="status">
            <StatusBadge tone="healthy">Active</StatusBadge>
          </p>
        ) : (
          <p className="text-ink-soft">
            {page.organization} gives you this key. It will live on this phone.
          </p>
        )}
      </div>
      <section aria-labelledby="opens" className="grid gap-3">
        <h2 id="opens" className="font-semibold">
          What it opens
        </h2>
        {page.places.length === 0 && (
          <Callout tone="waiting">
            No doors at the moment. They appear here when they are given.
          </Callout>
        )}
        {page.places.map((place) => (
          <div key={place.propertyId} className="grid gap-1 rounded-base border bg-raised p-4">
            <p className="font-medium">{place.property}</p>
            {place.address && <p className="text-ink-soft">{place.address}</p>}
            <ul className="mt-1 grid gap-0.5">
              {place.doors.map((door) => (
                <li key={door}>{door}</li>
              ))}
            </ul>
          </div>
        ))}
      </section>
      {active ? (
        <p className="text-ink-soft">
          At the door, hold the phone 5 cm from the reader with the screen on.
        </p>
      ) : (
        <ContinueButton onContinue={onContinue} />
      )}
    </div>
  )
}
