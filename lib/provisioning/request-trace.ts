import type { Context } from '@/db/context'
import type { ScimRequest } from '@/lib/scim/request'
import type { ScimResponse } from '@/lib/scim/response'
import type { ScimCall } from './call'
import { type CallOutcome, type LoggedCall, type RequestEntry, requestEntry } from './request-entry'
import type { Milestone, RequestLog } from './request-log'
import type { RequestScope, RequestSubject } from './write-scope'

interface TraceOptions {
  ctx: Context
  log: RequestLog
  tokenEnding: string
  now: () => Date
}

const REFUSED_FROM = 400

/**
 * Follows one request to its one entry in the log: a write takes the entry into its transaction,
 * everything else is gathered. In a bulk request each operation is told like a request of its own.
 */
export class RequestTrace implements RequestScope {
  readonly ctx: Context
  readonly milestones: Milestone[] = []
  logged = false
  private call: LoggedCall
  private startedAt: Date
  private inBulk = false
  private readonly options: TraceOptions

  constructor(request: ScimCall, url: URL, options: TraceOptions) {
    this.ctx = options.ctx
    this.options = options
    this.startedAt = options.ctx.now
    this.call = {
      method: request.method,
      path: url.pathname,
      filter: url.searchParams.get('filter'),
      body: undefined,
    }
  }

  /** The body is known once it was read to its end. */
  noteBody(body: string | undefined): string | undefined {
    this.call = { ...this.call, body }
    return body
  }

  entryFor({ status, subject }: { status: number; subject: RequestSubject }): RequestEntry {
    const outcome = { status, scimType: null, detail: null, found: null, changed: true }
    const { kind, id, scimId, name, turn } = subject
    const entry = this.entry(outcome)
    const type = kind === 'employee' ? 'User' : 'Group'
    const resource = { type, id: scimId, name } as const
    const data = { ...entry.data, resource, ...(turn ? { turn } : {}) }
    return { ...entry, data, subject: { kind, id } }
  }

  /** Answers one operation of a bulk request. Operations come one after the other. */
  async operation(one: ScimRequest, answer: () => Promise<ScimResponse>): Promise<ScimResponse> {
    const envelope = { call: this.call, startedAt: this.startedAt }
    this.call = {
      method: one.method,
      path: one.path,
      filter: one.query.get('filter'),
      body: one.body,
    }
    this.startedAt = this.options.now()
    this.logged = false
    this.inBulk = true
    try {
      const answered = await answer()
      this.settle(answered)
      return answered
    } finally {
      this.call = envelope.call
      this.startedAt = envelope.startedAt
      this.inBulk = false
      this.logged = false
    }
  }

  /** What no transaction has logged is gathered. */
  settle(answer: ScimResponse): void {
    if (this.logged) return
    const { organizationId, actor, requestId = '' } = this.ctx
    const entry = this.entry(outcomeOf(answer))
    this.options.log.noteRead({ organizationId, actor, requestId, at: this.startedAt, entry })
  }

  private entry(outcome: CallOutcome): RequestEntry {
    const { tokenEnding, now } = this.options
    const durationMs = now().getTime() - this.startedAt.getTime()
    const { body, ...entry } = requestEntry(this.call, outcome, { tokenEnding, durationMs })
    // The bulk request's own entry, which comes last, keeps the body of them all.
    return body === undefined || this.inBulk ? entry : { ...entry, body }
  }
}

function outcomeOf({ status, body }: ScimResponse): CallOutcome {
  const refused = status >= REFUSED_FROM
  const text = (value: unknown) => (refused && typeof value === 'string' ? value : null)
  return {
    status,
    scimType: text(body?.scimType),
    detail: text(body?.detail),
    found: typeof body?.totalResults === 'number' ? body.totalResults : null,
    changed: false,
  }
}
