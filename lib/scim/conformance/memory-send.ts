import { createMemoryStores } from '../memory-store'
import { handle } from '../provider'
import type { ProviderOptions } from '../request'
import type { ScimStores } from '../store'
import type { Send } from './play'

/** The wire in memory: what the edge does with a URL and a body, without an edge. */
export function memorySend(stores: ScimStores = createMemoryStores()): Send {
  const options: ProviderOptions = {
    baseUrl: 'https://sequr.example/scim/v2',
    cursorPaging: true,
    answerOne: (request) => handle(request, stores, options),
  }
  return async ({ method, path, headers, body }) => {
    const [bare = '', ...query] = path.split('?')
    const answer = await handle(
      {
        method,
        path: bare,
        query: new URLSearchParams(query.join('?')),
        headers: new Headers(headers),
        body,
      },
      stores,
      options,
    )
    return {
      status: answer.status,
      headers: new Headers(answer.headers),
      body: answer.body ? JSON.stringify(answer.body) : '',
    }
  }
}
