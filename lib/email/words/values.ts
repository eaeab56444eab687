/** What sentences are given: values that are written out already. */
export interface Organization {
  organization: string
}
/** Who asks somebody for something. */
export interface Colleague {
  invitedBy: string
}
export interface Person {
  firstName: string
}
export interface Place {
  property: string
}
/** A date, or a date and a time, as the reader's language writes it. */
export interface Moment {
  moment: string
}
/** "3 days". */
export interface Days {
  days: string
}
/** "Ana Ruiz, +1 303 555 0100". */
export interface Names {
  list: string
}
/** Doors whose controller is silent, and whose access they may not know the end of. */
export interface SilentDoors {
  person: string
  /** The one controller that they ask through. */
  controller: string
  /** "3 doors". */
  doors: string
}
export interface Alert {
  /** "214 people", "12 doors". */
  people: string
  doors: string
  /** What the alert counts: people, requests, or a time. */
  count: string
  days: string
  /** A short name of the thing: the last characters of a token. */
  detail: string
}
