/** Thrown by a handler whose message is not due after all: it comes back later, and nothing failed. */
export class Postponed extends Error {
  readonly until: Date
  /** Kept in the message's payload, so that it is not asked to wait for the same thing twice. */
  readonly note: Record<string, string>

  constructor(until: Date, note: Record<string, string>) {
    super('the message waits for its time')
    this.name = 'Postponed'
    this.until = until
    this.note = note
  }
}
