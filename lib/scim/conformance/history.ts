import { groupActs } from './group-acts'
import { peopleActs } from './people-acts'
import { Difference, type Send } from './play'
import { Random } from './random'
import { Storyteller } from './storyteller'

/**
 * A random history as a provisioning engine makes one: people and groups come, are matched, change
 * in mixed dialects, leave and come back. Every act reads what it did and compares it with a model
 * in memory, so that one seed tells the same story to every server.
 */
export interface HistoryOptions {
  seed: number
  steps: number
  /** Hears each answer that differs; the resource it is about is not followed further. */
  onDifference(what: string, difference: Difference): void
}

/** Enough that acts meet, few enough that one act stays quick. */
const PEOPLE_MAX = 60
const GROUPS_MAX = 12

const acts = { ...peopleActs, ...groupActs }
type ActName = keyof typeof acts

export async function playHistory(send: Send, options: HistoryOptions): Promise<void> {
  const teller = new Storyteller(new Random(options.seed), send)
  for (let step = 1; step <= options.steps; step++) {
    const name = teller.random.pick(possibleActs(teller))
    try {
      await acts[name](teller)
    } catch (error) {
      if (!(error instanceof Difference)) throw error
      options.onDifference(`history, seed ${options.seed}, step ${step}: ${name}`, error)
      leaveAlone(teller, error.request.path)
    }
  }
}

/** What can happen now; how often each is named is how often it comes. */
function possibleActs({ model: { people, groups, former } }: Storyteller): ActName[] {
  const possible: ActName[] = ['probe']
  if (people.size < PEOPLE_MAX) possible.push('hire', 'hire', 'hire')
  if (people.size < PEOPLE_MAX && former.length > 0) possible.push('rehire')
  if (groups.size < GROUPS_MAX) possible.push('found')
  if (people.size > 0) {
    possible.push('match', 'double', 'page', 'rename', 'switch', 'switch', 'dismiss')
    possible.push('change', 'change', 'change', 'promote', 'promote')
  }
  if (groups.size > 0) possible.push('retitle', 'dissolve')
  if (groups.size > 0 && people.size > 0)
    possible.push('join', 'join', 'join', 'part', 'part', 'set')
  return possible
}

/** Whatever an answer was wrong about can no longer be predicted. */
function leaveAlone({ model }: Storyteller, path: string): void {
  for (const id of [...model.people.keys(), ...model.groups.keys()]) {
    if (path.includes(encodeURIComponent(id))) model.forget(id)
  }
}
