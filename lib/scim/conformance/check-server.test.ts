import { describe, expect, it } from 'vitest'
import { createMemoryStores } from '../memory-store'
import { checkServer } from './check-server'
import { playHistory } from './history'
import { memorySend } from './memory-send'
import type { Send, WireRequest } from './play'

/** A server that is right, and servers with one fault each that others have had (scim.md 9). */
const SEEDS = [1, 2, 3, 4711, 20_261_126]

const changeBody =
  (change: (text: string, request: WireRequest) => string): ((send: Send) => Send) =>
  (send) =>
  (request) =>
    send(request.body === undefined ? request : { ...request, body: change(request.body, request) })
const changeAnswer =
  (change: (text: string, request: WireRequest) => string): ((send: Send) => Send) =>
  (send) =>
  async (request) => {
    const answer = await send(request)
    return { ...answer, body: change(answer.body, request) }
  }

const broken: Record<string, (send: Send) => Send> = {
  'ignores the filter and answers with the whole list': (send) => (request) =>
    send({ ...request, path: request.path.replace(/filter=[^&]*/, 'filter=id+pr') }),
  'stores "False" as true': changeBody((body) => body.replaceAll('"False"', 'true')),
  'empties the group when members to remove are listed': changeBody((body) =>
    body.replace(/("op":"Remove","path":"members"),"value":\[[^\]]*\]/, '$1'),
  ),
  'does not know the capitalised Add of members': changeBody((body) =>
    /"op":"Add","path":"members"/.test(body) ? '{"schemas":[],"Operations":[]}' : body,
  ),
  'answers the manager as text': changeAnswer((body) =>
    body.replace(/"manager":\{"value":"([^"]*)"[^}]*\}/g, '"manager":"$1"'),
  ),
  'trims what it stores': changeBody((body) => body.replaceAll(/:" +([^"]*?) *"/g, ':"$1"')),
  'shows members that were excluded': (send) => (request) =>
    send({ ...request, path: request.path.replace('excludedAttributes=members', '') }),
  'answers 200 to the deletion of nobody': (send) => async (request) => {
    const answer = await send(request)
    const gone = request.method === 'DELETE' && answer.status === 404
    return gone ? { ...answer, status: 204, body: '' } : answer
  },
  'tells the size of the page as the total': changeAnswer((body) =>
    body.replace(/"totalResults":\d+(.*"itemsPerPage":(\d+))/, '"totalResults":$2$1'),
  ),
  'leaves scimType out of a conflict': changeAnswer((body) =>
    body.replace('"scimType":"uniqueness",', ''),
  ),
  'answers with a page of HTML': (send) => async (request) => {
    const answer = await send(request)
    const isMissing = answer.status === 404
    return isMissing ? { ...answer, body: '<html>Not found</html>' } : answer
  },
}

async function differencesOf(send: Send, seed: number, steps: number): Promise<string[]> {
  const told: string[] = []
  await playHistory(send, { seed, steps, onDifference: (what) => told.push(what) })
  return told
}

describe('a random history', () => {
  it.each(SEEDS)('finds no difference in a server that is right (seed %i)', async (seed) => {
    const told: string[] = []
    const onDifference = (what: string, { message }: Error) => told.push(`${what}: ${message}`)
    await playHistory(memorySend(createMemoryStores()), { seed, steps: 400, onDifference })
    expect(told).toEqual([])
  })

  it.each(Object.entries(broken))('finds a server that %s', async (_, breaking) => {
    const told = await differencesOf(breaking(memorySend(createMemoryStores())), 4711, 300)
    expect(told).not.toEqual([])
  })

  it('is the same for the same seed, and another for another', async () => {
    const asked = async (seed: number) => {
      const paths: string[] = []
      const send = memorySend(createMemoryStores())
      const listen: Send = (request) => {
        paths.push(`${request.method} ${request.path.replace(/[?].*|[0-9a-f-]{36}/, '')}`)
        return send(request)
      }
      expect(await differencesOf(listen, seed, 60)).toEqual([])
      return paths
    }
    expect(await asked(7)).toEqual(await asked(7))
    expect(await asked(7)).not.toEqual(await asked(8))
  })
})

describe('the check of a server', () => {
  it('plays the corpus and a history, and leaves nothing behind', async () => {
    const send = memorySend(createMemoryStores())
    const told: string[] = []
    const onDifference = (what: string) => told.push(what)
    const result = await checkServer(send, { seed: 1, steps: 50, onDifference })
    expect(told).toEqual([])
    expect(result).toMatchObject({ differences: 0, left: [] })
    expect(result.scenarios).toBeGreaterThan(250)
    for (const path of ['/Users?count=0', '/Groups?count=0']) {
      const { body } = await send({ method: 'GET', path, headers: {}, body: undefined })
      expect(JSON.parse(body).totalResults, path).toBe(0)
    }
  })

  it.each(Object.entries(broken))('finds, by name, a server that %s', async (_, breaking) => {
    const told: string[] = []
    const onDifference = (what: string) => told.push(what)
    const send = breaking(memorySend(createMemoryStores()))
    const { differences } = await checkServer(send, { seed: 1, steps: 0, onDifference })
    expect(differences).toBeGreaterThan(0)
    expect(told).toHaveLength(differences)
  })
})
