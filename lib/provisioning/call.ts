/**
 * A SCIM request as it reached an edge. A web-standard `Request` is one; so is what the self-hosted
 * server makes of Node's own request, which costs a tenth of building a `Request`.
 */
export interface ScimCall {
  readonly method: string
  /** Absolute; only the path and the query are read. */
  readonly url: string
  readonly headers: { get(name: string): string | null }
  readonly body: AsyncIterable<Uint8Array> | null
}

/** What is answered, before an edge gives it the form of its own. */
export interface ScimAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}
