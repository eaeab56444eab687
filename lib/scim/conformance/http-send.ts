import { setTimeout as sleep } from 'node:timers/promises'
import type { Send } from './play'

/** A SCIM server on the network, spoken to as a provisioning engine does. */
const SECOND_MS = 1_000
const ATTEMPTS_MAX = 20
const ANSWER_MS_MAX = 30_000

/** Sends below the base; a query of the base, such as Entra's flag, goes with every request. */
export function httpSend({ url, token }: { url: string; token: string }): Send {
  const base = new URL(url)
  const address = `${base.origin}${base.pathname.replace(/\/+$/, '')}`
  return async ({ method, path, headers, body }) => {
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(`${address}${withQuery(path, base.search)}`, {
        method,
        headers: { ...headers, authorization: `Bearer ${token}` },
        // A redirect is an answer of its own: Entra follows none.
        redirect: 'manual',
        signal: AbortSignal.timeout(ANSWER_MS_MAX),
        ...(body === undefined ? {} : { body }),
      })
      const answered = {
        status: response.status,
        headers: response.headers,
        body: await response.text(),
      }
      if (response.status !== 429 || attempt >= ATTEMPTS_MAX) return answered
      await sleep(Number(response.headers.get('retry-after') ?? 1) * SECOND_MS)
    }
  }
}

function withQuery(path: string, search: string): string {
  if (search === '') return path
  return path.includes('?') ? `${path}&${search.slice(1)}` : `${path}${search}`
}
