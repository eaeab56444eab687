import type { Opening } from '@/lib/kernel/opening-hours'

/** Shapes that the browser and the server share. */

/** So many e-mails of an organisation leave in a minute, unless it says otherwise. */
export const EMAILS_PER_MINUTE_DEFAULT = 100

/** One property on the page of a key. */
export interface KeyPlace {
  propertyId: string
  property: string
  address: string
  timeZone: string
  openings: Opening[]
  /** The first day, when it has not come yet. */
  firstDay: Date | null
  /** Where to go on day one, in the property's own words. */
  note: string
  contact: { name: string; email: string; phone: string } | null
}

/** What a link can show, each kind in plain words of its own. */
export type KeyPage =
  | { kind: 'unknown' }
  | { kind: 'expired'; organization: string; email: string | null; cardAsked: boolean }
  /** A newer link was sent, or is on its way. */
  | { kind: 'replaced'; organization: string; email: string | null; onItsWay: boolean }
  /** The link belongs to another device. */
  | { kind: 'taken'; organization: string }
  /** Opens nothing for now: reported lost, or its person is held. */
  | { kind: 'suspended'; organization: string; name: string; because: 'lost' | 'hold' }
  | { kind: 'ended'; organization: string; name: string }
  | {
      kind: 'ready'
      organization: string
      name: string
      places: KeyPlace[]
      email: string | null
      worksUntil: Date
      cardAsked: boolean
    }
  | {
      kind: 'active'
      organization: string
      name: string
      places: KeyPlace[]
      since: Date
      device: string | null
    }

/** What an open page asks for every few seconds; another version means that it shows something old. */
export interface KeyPulse {
  kind: KeyPage['kind']
  version: string
}
