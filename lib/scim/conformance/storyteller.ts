import type { Json, JsonObject } from '../json'
import { type Dialect, dialects } from './dialects'
import {
  expectedGroup,
  expectedPerson,
  type Group,
  Model,
  type Person,
  type TextName,
} from './model'
import { Difference, playStep, type Send, type WireRequest, type WireResponse } from './play'
import type { Random } from './random'
import { ABSENT, get, patch, type Step } from './scenario'

const PATCHED = [200, 204]
const EXCLUDED = '&excludedAttributes=members'
/** The form of an id that nobody has. */
export const UNUSED_ID = '00000000-0000-4000-8000-000000000000'

/** What every act of a history shares: the model, chance, and the server that is asked. */
export class Storyteller {
  readonly model = new Model()
  readonly run = crypto.randomUUID().slice(0, 8)
  private named = 0
  private last: { request: WireRequest; response: WireResponse } | undefined

  constructor(
    readonly random: Random,
    private readonly wire: Send,
  ) {}

  ask(step: Step): Promise<JsonObject> {
    const send: Send = async (request) => {
      const response = await this.wire(request)
      this.last = { request, response }
      return response
    }
    return playStep(step, send, new Map())
  }

  /** Makes a resource and answers its id. */
  async make(step: Step): Promise<string> {
    const { id } = await this.ask(step)
    if (typeof id !== 'string') throw this.differs('an answer with id')
    return id
  }

  /** The last answer was as expected by itself, and still wrong beside those before it. */
  differs(reason: string): Difference {
    if (!this.last) throw new Error('Nothing was asked yet.')
    return new Difference(this.last.request, this.last.response, reason)
  }

  async changePerson({ id }: Person, inWords: (dialect: Dialect) => Json[]): Promise<void> {
    await this.ask(get(`/Users/${id}`, { id }))
    await this.ask(patch(`/Users/${id}`, inWords(this.random.pick(dialects)), PATCHED))
  }

  async changeGroup({ id }: Group, inWords: (dialect: Dialect) => Json[]): Promise<void> {
    await this.ask(get(`/Groups/${id}?excludedAttributes=members`, { id, members: ABSENT }))
    await this.ask(patch(`/Groups/${id}`, inWords(this.random.pick(dialects)), PATCHED))
  }

  look(person: Person): Promise<JsonObject> {
    return this.ask(get(`/Users/${person.id}`, expectedPerson(person)))
  }

  lookAt(group: Group): Promise<JsonObject> {
    return this.ask(get(`/Groups/${group.id}`, expectedGroup(group)))
  }

  somebody(): Person {
    return this.random.pick([...this.model.people.values()])
  }

  anyGroup(): Group {
    return this.random.pick([...this.model.groups.values()])
  }

  freshUserName(): string {
    return `p${++this.named}.${this.run}@conformance.example`
  }

  freshGroupName(): string {
    return `Group ${++this.named} ${this.run}`
  }

  /** Words that servers are tempted to tidy up, and now and then none at all. */
  text(name: TextName): string | undefined {
    if (this.random.chance(20)) return undefined
    const number = this.random.below(1_000)
    if (name === 'workEmail') return `Mail.${number}@Conformance.example`
    if (name === 'mobile') return `+47 (0) ${number}-${this.random.below(100)}`
    return this.random.pick([
      `Word ${number}`,
      ` spaced ${number} `,
      `Ünïcødé ${number}`,
      `O'${number}`,
    ])
  }
}

/** A search with exactly these answers; groups are asked for as Entra does, without members. */
export function finds(
  endpoint: 'Users' | 'Groups',
  filter: string,
  { onlyIds = false, answers = [] }: { onlyIds?: boolean; answers?: JsonObject[] } = {},
): Step {
  const rest = onlyIds ? '&attributes=id' : endpoint === 'Groups' ? EXCLUDED : ''
  return get(`/${endpoint}?filter=${filterText(filter)}${rest}`, {
    totalResults: answers.length,
    Resources: answers,
  })
}

export function filterText(filter: string): string {
  return encodeURIComponent(filter).replaceAll('%20', '+')
}
