import type { RequestData } from './kinds'

/** What ends a failure: a sentence that says what to change in Entra, and where Sequr helps. */
export interface Fix {
  sentence: string
  link: { label: string; href: string } | null
}

export type RefusedRequest = Pick<RequestData, 'method' | 'path' | 'status' | 'scimType' | 'detail'>

const REFUSED_FROM = 400
const MAPPINGS = 'Enterprise apps → your app → Provisioning → Mappings'
const USER_MAPPING = `${MAPPINGS} → Provision Microsoft Entra ID Users`
const GROUP_MAPPING = `${MAPPINGS} → Provision Microsoft Entra ID Groups`
const CREDENTIALS = 'Enterprise apps → your app → Provisioning → Admin Credentials'
const TOKENS = { label: 'Look at the tokens', href: '/integrations/azure/token' }
const RETRIES = 'Microsoft retries by itself'

/** Undefined for a request that was not refused. */
export function fixRefusal(request: RefusedRequest): Fix | undefined {
  if (request.status < REFUSED_FROM) return undefined
  const link = request.status === 401 || isWrongAddress(request) ? TOKENS : null
  return { sentence: sentenceFor(request), link }
}

function sentenceFor(request: RefusedRequest): string {
  switch (request.status) {
    case 400:
      return badRequest(request)
    case 401:
      return badToken(request.detail ?? '')
    case 404:
      return notFound(request)
    case 409:
      return clash(request)
    case 412:
      return `Nothing to change. Somebody else changed the same entry a moment before; ${RETRIES} with the newer version.`
    case 413:
      return 'The request was larger than 1 MiB or held too many operations. Entra itself stays far below that; a client of your own has to send less at once.'
    case 429:
      return 'Nothing to change. Entra waits and sends the request again. If it stays like this, another client uses the same token: give each client a token of its own.'
    default:
      return request.status >= 500 && request.status !== 501
        ? `Nothing to change in Entra: the fault is on our side, and ${RETRIES}. If it stays, tell us the request id below.`
        : 'Entra does not send such requests. If a client of your own does, compare it with what ServiceProviderConfig says is supported.'
  }
}

function badRequest({ scimType, path, detail }: RefusedRequest): string {
  const mapping = isAboutGroups(path) ? GROUP_MAPPING : USER_MAPPING
  switch (scimType) {
    case 'invalidValue':
      return badValue(path, detail ?? '')
    case 'invalidPath':
    case 'noTarget':
      return `A mapping line writes to an attribute that SCIM does not know. In Entra open ${mapping}, find the line whose target is named above, and choose a target from the list or delete the line.`
    case 'mutability':
      return `A mapping line writes to an attribute that Sequr keeps by itself. In Entra open ${mapping} and delete the line whose target is named above.`
    case 'invalidFilter':
      return `Entra searches by a filter that cannot be read. In Entra open ${mapping} and let exactly one plain attribute have matching precedence 1: ${isAboutGroups(path) ? 'displayName' : 'userName'}.`
    case 'invalidSyntax':
      return 'The body was not the JSON that SCIM asks for. Entra itself sends none like it; check the client that uses this token, or a proxy between the two.'
    default:
      return 'Entra does not send such requests. Check the client that uses this token.'
  }
}

function badValue(path: string, detail: string): string {
  if (/needs the attribute userName/i.test(detail)) {
    return `Entra sent a person without a user name. In Entra open ${USER_MAPPING}, map userPrincipalName to userName, and apply it on create and update.`
  }
  if (/needs the attribute displayName/i.test(detail)) {
    return `Entra sent a group without a name. In Entra open ${GROUP_MAPPING} and map displayName to displayName.`
  }
  const mapping = isAboutGroups(path) ? GROUP_MAPPING : USER_MAPPING
  return `Entra sends a value that this attribute cannot hold. In Entra open ${mapping} and correct the source of the line whose target is named above.`
}

function badToken(detail: string): string {
  const then = `copy it, and paste it into Secret Token under ${CREDENTIALS}. Then press Test Connection.`
  if (/access token has expired/i.test(detail)) {
    return 'Nothing to change. The client fetches another access token and sends the request again.'
  }
  if (/client secret/i.test(detail)) {
    return `The client secret works no more. Make a new one in Sequr, copy it, and enter it under ${CREDENTIALS}. Then press Test Connection.`
  }
  if (/expired/i.test(detail))
    return `The token has expired, so nothing arrives. Make a new one in Sequr, ${then}`
  if (/revoked/i.test(detail)) {
    return `The token was revoked in Sequr, but Entra still shows it. Make a new one in Sequr, ${then}`
  }
  return `Entra shows a token that is not one of yours. Make a new one in Sequr, ${then}`
}

function clash({ scimType, path }: RefusedRequest): string {
  if (scimType !== 'uniqueness') {
    return 'Two operations of one bulk request wait for each other. Add the members in a second request.'
  }
  return isAboutGroups(path)
    ? 'Another group from Entra has this name. Rename one of the two in Entra, or take it out of the provisioning scope.'
    : `Somebody here has this user name already. In Entra find the other account with it; if it is one person, take the old account out of scope. If Entra should have found them, open ${USER_MAPPING} and give userName matching precedence 1.`
}

function notFound(request: RefusedRequest): string {
  if (isWrongAddress(request)) {
    return `The address is not one of SCIM’s. In Entra compare Tenant URL under ${CREDENTIALS} with the one that Sequr shows, letter by letter.`
  }
  const what = isAboutGroups(request.path) ? 'group' : 'person'
  return `Entra asked for a ${what} by an id that is not known here any more. In Entra open Provisioning and choose Restart provisioning, so that everybody is looked up again; or bring one ${what} back with Provision on demand.`
}

function isWrongAddress({ status, path }: RefusedRequest): boolean {
  return status === 404 && !/\/(Users|Groups|Schemas|ResourceTypes)\/+[^/]+\/*$/i.test(path)
}

const isAboutGroups = (path: string) => /\/groups\b/i.test(path)
