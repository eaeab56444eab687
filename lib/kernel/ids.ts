/**
 * Ids of our own rows: a prefix that names the kind, then 48 bits of time, 40 of a place within that
 * moment and 40 random ones, in Crockford's base 32. They cannot be guessed, say what they are in a
 * log, and sort by creation: by their time, and those that a process makes for one moment in the
 * order in which it makes them.
 */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const TIME_CHARS = 10
/** Of each of the two halves of what follows the time. */
const HALF_CHARS = 8

export const idPrefixes = {
  organization: 'org',
  user: 'usr',
  property: 'prp',
  door: 'dor',
  doorController: 'dct',
  accessGroup: 'agr',
  role: 'rol',
  employee: 'emp',
  group: 'grp',
  integration: 'int',
  scimToken: 'tok',
  oauthClient: 'oac',
  clientSecret: 'sec',
  setupRun: 'run',
  setupInvitation: 'sui',
  rule: 'rul',
  grant: 'gra',
  mobileKey: 'key',
  invitation: 'inv',
  card: 'car',
  cardRequest: 'crd',
  email: 'eml',
  suppression: 'sup',
  alert: 'alr',
  message: 'msg',
  activity: 'act',
  savedView: 'vie',
  request: 'req',
} as const

export type IdKind = keyof typeof idPrefixes

/** A new id of the given kind, e.g. `emp_01jd…` (30 characters). */
export function newId(kind: IdKind, now: Date = new Date()): string {
  const time = now.getTime()
  return `${idPrefixes[kind]}_${encode(time, TIME_CHARS)}${encode(nextPlace(time), HALF_CHARS)}${randomChars()}`
}

/** No id of the kind that was made at this moment or later sorts before it. */
export function firstIdAt(kind: IdKind, moment: Date): string {
  return `${idPrefixes[kind]}_${encode(moment.getTime(), TIME_CHARS)}`
}

function encode(value: number, chars: number): string {
  let rest = value
  let out = ''
  for (let i = 0; i < chars; i++) {
    out = ALPHABET.charAt(rest % 32) + out
    rest = Math.floor(rest / 32)
  }
  return out
}

/** The latest place that was taken of each moment; requests that run side by side are of several. */
const places = new Map<number, number>()
const MOMENTS_MAX = 64
const PLACE_MAX = 32 ** HALF_CHARS
/** Steps are random and on average so long that millions fit behind each other. */
const STEP_MAX = 2 ** 16

/**
 * The first half of what follows the time. A moment begins anywhere in the lower half of all places,
 * and each id of it takes one further on.
 */
function nextPlace(time: number): number {
  const latest = places.get(time)
  const place =
    latest === undefined ? randomBelow(PLACE_MAX / 2) : latest + 1 + randomBelow(STEP_MAX)
  if (latest === undefined && places.size === MOMENTS_MAX) {
    const [oldest = time] = places.keys()
    places.delete(oldest)
  }
  places.set(time, place)
  return place % PLACE_MAX
}

/** Asked for in one go, because asking costs more than what is asked for. None is used twice. */
const pool = new Uint8Array(HALF_CHARS * 256)
let used = pool.length

function randomBytes(): Uint8Array {
  if (used === pool.length) {
    crypto.getRandomValues(pool)
    used = 0
  }
  used += HALF_CHARS
  return pool.subarray(used - HALF_CHARS, used)
}

function randomChars(): string {
  let out = ''
  for (const byte of randomBytes()) out += ALPHABET.charAt(byte & 31)
  return out
}

/** `limit` is a power of two, of at most 32 ** HALF_CHARS. */
function randomBelow(limit: number): number {
  let value = 0
  for (const byte of randomBytes()) value = value * 32 + (byte & 31)
  return value % limit
}
