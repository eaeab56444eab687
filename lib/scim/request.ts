import type { ScimResponse } from './response'
import type { ScimStores } from './store'

/** A request as plain data, below the base address and already authorised. */
export interface ScimRequest {
  readonly method: string
  /** Below the base and still percent-encoded, e.g. `/Users/2819c223`. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: { get(name: string): string | null }
  /** The body's text; the edge stops reading soon after BODY_BYTES_MAX. */
  readonly body: string | undefined
}

export interface ProviderOptions {
  /** The absolute address of the service without a slash at its end. */
  readonly baseUrl: string
  /** Whether the stores answer cursor pages (RFC 9865); only then they are advertised. */
  readonly cursorPaging: boolean
  /**
   * Answers one operation of a bulk request, in a transaction of its own, so that one that fails
   * takes no other with it. Only with it `/Bulk` exists and is advertised.
   */
  readonly answerOne?: AnswerOne
}

export type AnswerOne = (request: ScimRequest) => Promise<ScimResponse>

/** A request together with what it may touch and the address it came to. */
export interface Call extends ProviderOptions {
  readonly request: ScimRequest
  readonly stores: ScimStores
}
