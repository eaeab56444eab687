import { playHistory } from './history'
import { Difference, playScenario, type Send } from './play'
import type { Scenario } from './scenario'
import { scenarios } from './suite'

/** Everything a server is checked by, and what is left of it on the server afterwards. */
export interface CheckOptions {
  seed: number
  /** Steps of the random history; none skips it. */
  steps: number
  /** Only scenarios whose name holds this text. */
  only?: string
  onDifference(what: string, difference: Difference): void
}

export interface CheckResult {
  scenarios: number
  differences: number
  removed: number
  /** Addresses of what could not be removed again. */
  left: string[]
}

export async function checkServer(send: Send, options: CheckOptions): Promise<CheckResult> {
  const made = new Made(send)
  let differences = 0
  const tell = (what: string, difference: Difference) => {
    differences += 1
    options.onDifference(what, difference)
  }
  const chosen = scenarios.filter(({ name }) => name.includes(options.only ?? ''))
  try {
    for (const scenario of chosen) await playTelling(scenario, made.send, tell)
    await playHistory(made.send, { ...options, onDifference: tell })
  } finally {
    await made.remove()
  }
  const { removed, left } = made
  return { scenarios: chosen.length, differences, removed, left }
}

async function playTelling(
  scenario: Scenario,
  send: Send,
  tell: CheckOptions['onDifference'],
): Promise<void> {
  try {
    await playScenario(scenario, send)
  } catch (error) {
    if (!(error instanceof Difference)) throw error
    tell(scenario.name, error)
  }
}

/** Remembers every resource that was made, also by Bulk, so that none is left behind. */
class Made {
  removed = 0
  left: string[] = []
  private readonly paths = new Set<string>()

  constructor(private readonly wire: Send) {}

  readonly send: Send = async (request) => {
    const response = await this.wire(request)
    if (response.status === 201) this.note(response.headers.get('location'), response.body)
    if (/^\/+Bulk/i.test(request.path)) this.noteBulk(response.body)
    return response
  }

  /** Groups first, so that no group is rewritten for each of its members. */
  async remove(): Promise<void> {
    const groupsFirst = [...this.paths].sort()
    for (const path of groupsFirst) {
      const { status } = await this.wire({ method: 'DELETE', path, headers: {}, body: undefined })
      if (status === 204 || status === 200) this.removed += 1
      else if (status !== 404) this.left.push(path)
    }
  }

  private note(location: string | null, body: string): void {
    const type = /\/(Users|Groups)\/[^/]*$/.exec(location ?? '')?.[1]
    const id = idIn(body)
    const kind = type ?? (body.includes(':core:2.0:Group"') ? 'Groups' : 'Users')
    if (id) this.paths.add(`/${kind}/${encodeURIComponent(id)}`)
  }

  private noteBulk(body: string): void {
    for (const [, path] of body.matchAll(/"location":"[^"]*?(\/(?:Users|Groups)\/[^"/]+)"/g)) {
      if (path) this.paths.add(path)
    }
  }
}

function idIn(body: string): string | undefined {
  try {
    const { id } = JSON.parse(body) as { id?: unknown }
    return typeof id === 'string' ? id : undefined
  } catch {
    return undefined
  }
}
