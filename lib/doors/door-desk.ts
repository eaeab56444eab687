import { type DatabaseHandle, type Db, getDatabase } from '@/db/client'
import { doorAnswerSentence } from '@/lib/kernel/door-answers'
import { newId } from '@/lib/kernel/ids'
import { isCredentialShaped } from '@/lib/platform/credential'
import { describeError, log } from '@/lib/platform/log'
import { type BucketLimits, RateLimit } from '@/lib/platform/rate-limit'
import { checkDoor } from './check-door'
import { CONTROLLER_PREFIX } from './controllers'
import { reportPresence } from './report-presence'
import { type DoorQuestion, doorQuestionSchema } from './schemas'

/** A question is two short texts. */
const BODY_BYTES_MAX = 2048
/** A building's rush hour is a few questions a second; a controller in a loop is stopped. */
const controllerLimits: BucketLimits = { perSecond: 50, burst: 200, keysMax: 10_000 }
/** Wrong credentials per address: generous for a mistyped one, useless for guessing. */
const failureLimits: BucketLimits = { perSecond: 1, burst: 30, keysMax: 10_000 }

/**
 * `POST /api/access/check`: a door controller asks whether a key or a card opens a door, and is
 * answered 200 with yes or no and the reason. It imports nothing of Next, so tests call what the route
 * calls. Whatever goes wrong is an answer without `allowed`, which a door reads as no.
 */
export class DoorDesk {
  private readonly asked = new RateLimit(controllerLimits)
  private readonly failures = new RateLimit(failureLimits)

  constructor(
    private readonly db: Db,
    private readonly now: () => Date = () => new Date(),
  ) {}

  async handle(request: Request): Promise<Response> {
    const requestId = newId('request')
    try {
      const credential = credentialOf(request)
      if (!credential) return this.refuse(request, requestId)
      const wait = this.asked.take(credential, this.now())
      if (wait > 0) return tooMany(wait, requestId)
      const question = await readQuestion(request)
      if (!question) return answer(400, malformed, requestId)
      const asked = { credential, question, now: this.now(), requestId }
      const check = await checkDoor(this.db, asked)
      if (!check) return this.refuse(request, requestId)
      const { answer: reason } = check
      const sentence = doorAnswerSentence(reason)
      return answer(200, { allowed: reason === 'open', reason, sentence }, requestId)
    } catch (error) {
      log.error('a door could not be answered', { requestId, ...describeError(error) })
      return answer(500, { error: 'internal', reference: requestId }, requestId)
    }
  }

  /** `GET` of the same address: the controller says that it is there, so that its silence counts. */
  async hello(request: Request): Promise<Response> {
    const requestId = newId('request')
    try {
      const credential = credentialOf(request)
      if (!credential) return this.refuse(request, requestId)
      const wait = this.asked.take(credential, this.now())
      if (wait > 0) return tooMany(wait, requestId)
      const known = await reportPresence(this.db, { credential, now: this.now() })
      return known ? answer(200, { heard: true }, requestId) : this.refuse(request, requestId)
    } catch (error) {
      log.error('a controller could not be heard', { requestId, ...describeError(error) })
      return answer(500, { error: 'internal', reference: requestId }, requestId)
    }
  }

  private refuse(request: Request, requestId: string): Response {
    const address = request.headers.get('x-forwarded-for')?.split(',')[0]?.trim() ?? 'local'
    const wait = this.failures.take(address, this.now())
    if (wait > 0) return tooMany(wait, requestId)
    const refusal = answer(401, unauthorized, requestId)
    refusal.headers.set('www-authenticate', 'Bearer')
    return refusal
  }
}

function credentialOf(request: Request): string | undefined {
  const shown = /^Bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  return shown && isCredentialShaped(CONTROLLER_PREFIX, shown) ? shown : undefined
}

const malformed = {
  error: 'malformed',
  sentence: 'Send JSON with `door` and one of `key`, `credential` and `card`.',
}
const unauthorized = {
  error: 'unauthorized',
  sentence: 'This is not the credential of a door controller, or it was revoked.',
}

async function readQuestion(request: Request): Promise<DoorQuestion | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > BODY_BYTES_MAX) return undefined
  const text = await readBounded(request)
  try {
    return doorQuestionSchema.safeParse(JSON.parse(text ?? '')).data
  } catch {
    return undefined
  }
}

/** The body, unless it is longer than a question can be, whatever its header promised. */
async function readBounded(request: Request): Promise<string | undefined> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > BODY_BYTES_MAX) return undefined
    text += decoder.decode(chunk, { stream: true })
  }
  return text
}

function tooMany(seconds: number, requestId: string): Response {
  const refusal = answer(429, { error: 'too_many' }, requestId)
  refusal.headers.set('retry-after', String(seconds))
  return refusal
}

function answer(status: number, body: object, requestId: string): Response {
  const headers = { 'cache-control': 'no-store', 'x-request-id': requestId }
  return Response.json(body, { status, headers })
}

const shared = globalThis as { sequrDoorDesk?: { handle: DatabaseHandle; desk: DoorDesk } }

/** The process's own desk, over its own database. */
export async function getDoorDesk(): Promise<DoorDesk> {
  const handle = await getDatabase()
  if (shared.sequrDoorDesk?.handle !== handle) {
    shared.sequrDoorDesk = { handle, desk: new DoorDesk(handle.db) }
  }
  return shared.sequrDoorDesk.desk
}
