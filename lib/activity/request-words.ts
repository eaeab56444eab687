import { counted } from '@/lib/kernel/words'
import type { RequestData } from './kinds'

const REFUSED_FROM = 400
const UNAUTHORIZED = 401
const TOO_MANY = 429

/** What one SCIM request was about, as a sentence. */
export function describeRequest(request: RequestData): string {
  if (request.status < REFUSED_FROM) return `Entra ${done(request)}.`
  if (request.status === UNAUTHORIZED) {
    return `Entra called with the token ending in …${request.tokenEnding}, which works no more.`
  }
  if (request.status === TOO_MANY) {
    const { times } = request
    return `Entra called too fast and was asked to slow down${times > 1 ? ` ${times} times` : ''}.`
  }
  return `Entra could not ${tried(request)}.`
}

/** The method that a request stands for: a search may come as a POST (RFC 7644 section 3.4.3). */
function verbOf({ method, path }: RequestData): string {
  if (/\.search\/*$/i.test(path)) return 'SEARCH'
  return /\/bulk\/*$/i.test(path) ? 'BULK' : method.toUpperCase()
}

function done(request: RequestData): string {
  const subject = subjectOf(request)
  switch (verbOf(request)) {
    case 'POST':
      return `added ${subject}`
    case 'PUT':
    case 'PATCH':
      return changed(request, subject)
    case 'DELETE':
      return `deleted ${subject}`
    case 'BULK':
      return 'sent several changes in one request'
    default:
      return asked(request, subject)
  }
}

function changed({ changed: isDifferent, turn }: RequestData, subject: string): string {
  if (turn === 'left') return `deactivated ${subject}`
  if (turn === 'returned') return `brought ${subject} back`
  return isDifferent ? `changed ${subject}` : `sent ${subject} again; nothing was different`
}

function asked(request: RequestData, subject: string): string {
  const { filter, found, path } = request
  if (/\/(ServiceProviderConfig|ResourceTypes|Schemas)\b/i.test(path)) {
    return 'asked what this service can do'
  }
  if (found === null) return `read ${subject}`
  const many = isAboutGroups(path) ? 'groups' : 'people'
  return filter === null
    ? `listed ${many}: ${counted(found, 'match', 'matches')}`
    : `looked for ${many} where ${filter}: ${counted(found, 'match', 'matches')}`
}

function tried(request: RequestData): string {
  const subject = subjectOf(request)
  switch (verbOf(request)) {
    case 'POST':
      return `add ${subject}`
    case 'PUT':
    case 'PATCH':
      return `change ${subject}`
    case 'DELETE':
      return `delete ${subject}`
    case 'BULK':
      return 'make several changes in one request'
    case 'SEARCH':
      return 'search'
    default:
      return request.filter === null ? `read ${subject}` : 'search with this filter'
  }
}

function subjectOf({ path, resource }: RequestData): string {
  const group = resource ? resource.type === 'Group' : isAboutGroups(path)
  const known = resource ?? undefined
  if (known?.name) return group ? `the group ${known.name}` : known.name
  if (group) return 'a group'
  return resource || /\/users\b/i.test(path) ? 'a person' : 'an address that is not SCIM'
}

const isAboutGroups = (path: string) => /\/groups\b/i.test(path)
