/**
 * Ids of our own rows: a prefix that names the kind, then 48 bits of time and 80 random bits in
 * Crockford's base 32. They sort by creation, cannot be guessed, and say what they are in a log.
 */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const TIME_CHARS = 10
const RANDOM_CHARS = 16

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
  return `${idPrefixes[kind]}_${encodeTime(now.getTime())}${encodeRandom()}`
}

/** No id of the kind that was made at this moment or later sorts before it. */
export function firstIdAt(kind: IdKind, moment: Date): string {
  return `${idPrefixes[kind]}_${encodeTime(moment.getTime())}`
}

function encodeTime(milliseconds: number): string {
  let rest = milliseconds
  let out = ''
  for (let i = 0; i < TIME_CHARS; i++) {
    out = ALPHABET.charAt(rest % 32) + out
    rest = Math.floor(rest / 32)
  }
  return out
}

/** Asked for in one go, because asking costs more than what is asked for. None is used twice. */
const pool = new Uint8Array(RANDOM_CHARS * 128)
let used = pool.length

function encodeRandom(): string {
  if (used === pool.length) {
    crypto.getRandomValues(pool)
    used = 0
  }
  let out = ''
  for (const byte of pool.subarray(used, used + RANDOM_CHARS)) out += ALPHABET.charAt(byte & 31)
  used += RANDOM_CHARS
  return out
}
