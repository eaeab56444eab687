/**
 * HTTP to services that are not ours, with every bound set: time, size, and no redirects, so that
 * a credential never travels to a place that was not meant.
 */
export interface BoundedRequest {
  url: string
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Record<string, string>
  body?: string
  timeoutMs: number
  bytesMax: number
}

export interface BoundedReply {
  status: number
  headers: Headers
  text: string
}

export type UnreachableCause = 'timeout' | 'network' | 'too_large'

export class UnreachableError extends Error {
  readonly reason: UnreachableCause

  constructor(reason: UnreachableCause, options?: ErrorOptions) {
    super(`The other side could not be reached (${reason}).`, options)
    this.name = 'UnreachableError'
    this.reason = reason
  }
}

/** Any status is a reply, a redirect too. Throws UnreachableError when there is none. */
export async function boundedFetch(request: BoundedRequest): Promise<BoundedReply> {
  const { url, method = 'GET', headers = {}, body, timeoutMs, bytesMax } = request
  try {
    const response = await fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return {
      status: response.status,
      headers: response.headers,
      text: await readBounded(response, bytesMax),
    }
  } catch (error) {
    if (error instanceof UnreachableError) throw error
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    throw new UnreachableError(timedOut ? 'timeout' : 'network', { cause: error })
  }
}

async function readBounded(response: Response, bytesMax: number): Promise<string> {
  if (!response.body) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body) {
    size += chunk.byteLength
    if (size > bytesMax) throw new UnreachableError('too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The body as JSON, or undefined when it is none. */
export function jsonOf(reply: BoundedReply): unknown {
  try {
    return JSON.parse(reply.text)
  } catch {
    return undefined
  }
}
