import { randomUUID } from 'node:crypto'
import type { Db } from '@/db/client'
import {
  practiceTenantDomain,
  practiceTenantId,
  practiceTenantName,
} from '@/lib/kernel/practice-ids'
import { type Directory, readDirectory } from '../directory'
import { readAccess } from '../login/grants'

/** The little of Graph that the product reads, with its rules of scope (microsoft-side 10.2). */
interface Route {
  pattern: RegExp
  /** One of these must have been agreed to. */
  scopes: string[]
  answer: (directory: Directory, match: RegExpExecArray, personId: string) => unknown
}

const routes: Route[] = [
  { pattern: /^organization$/, scopes: ['user.read'], answer: () => ({ value: [organization] }) },
  {
    pattern: /^me$/,
    scopes: ['user.read'],
    answer: ({ people }, _match, personId) => people.find((one) => one.id === personId),
  },
  {
    pattern: /^users\/\$count$/,
    scopes: ['user.readbasic.all', 'user.read.all'],
    answer: ({ people }) => String(people.filter((one) => one.deletedAt === null).length),
  },
  {
    pattern: /^groups\/\$count$/,
    scopes: ['groupmember.read.all', 'group.read.all'],
    answer: ({ groups }) => String(groups.length),
  },
  {
    pattern: /^users$/,
    scopes: ['user.readbasic.all', 'user.read.all'],
    answer: ({ people }) => ({
      value: people
        .filter((one) => one.deletedAt === null)
        .map(({ id, displayName, userPrincipalName }) => ({ id, displayName, userPrincipalName })),
    }),
  },
  {
    pattern: /^groups$/,
    scopes: ['groupmember.read.all', 'group.read.all'],
    answer: ({ groups }) => ({
      value: groups.map(({ id, displayName }) => ({ id, displayName })),
    }),
  },
]

const organization = {
  id: practiceTenantId,
  displayName: practiceTenantName,
  verifiedDomains: [{ name: practiceTenantDomain, isDefault: true }],
}

/** `path` is what follows `/v1.0/`. */
export async function handleGraph(
  db: Db,
  { request, path, now }: { request: Request; path: string; now: Date },
): Promise<Response> {
  const token = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  const access = token ? await readAccess(db, token, now) : undefined
  if (!access)
    return refuse(401, 'InvalidAuthenticationToken', 'Access token is missing or expired.')
  for (const route of routes) {
    const match = route.pattern.exec(path)
    if (!match) continue
    const held = access.scopes.map((scope) => scope.toLowerCase())
    if (!route.scopes.some((scope) => held.includes(scope))) {
      return refuse(
        403,
        'Authorization_RequestDenied',
        'Insufficient privileges to complete the operation.',
      )
    }
    const answer = route.answer(await readDirectory(db), match, access.personId)
    if (answer === undefined) break
    return typeof answer === 'string'
      ? new Response(answer, { headers: { 'content-type': 'text/plain' } })
      : Response.json(answer)
  }
  return refuse(404, 'Request_ResourceNotFound', 'There is no such resource.')
}

function refuse(status: number, code: string, message: string): Response {
  const innerError = { date: new Date().toISOString(), 'request-id': randomUUID() }
  return Response.json({ error: { code, message, innerError } }, { status })
}
