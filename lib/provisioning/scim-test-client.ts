import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { newTestOrganization } from '@/db/testing/database'
import { startSetup } from '@/lib/integrations/setup'
import { createToken } from '@/lib/integrations/tokens'
import { ScimService } from './route'

/** For tests: an organisation with a token, and a client that speaks SCIM to the service in memory. */
export interface ScimTestClient {
  ctx: Context
  token: string
  service: ScimService
  send(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>
}

export interface Answer {
  status: number
  headers: Headers
  body: Body
}

/** What tests read of an answer; a member that was not sent is undefined whatever the type says. */
export interface Body {
  id: string
  userName: string
  active: boolean
  meta: Record<string, string>
  members?: { value: string; type: string }[]
  totalResults: number
  Resources: Body[]
  nextCursor?: string
  previousCursor?: string
  detail: string
}

export const TEST_BASE_URL = 'https://sequr.test/scim/v2'
const READING_MS = 10

export async function openScimTestClient(db: Db): Promise<ScimTestClient> {
  const { ctx } = await newTestOrganization(db)
  await startSetup(ctx)
  const { token } = await createToken(ctx, { lifetime: '1y' })
  // Time runs faster here than in the world, so that a test never meets the limit of requests a second.
  let readings = 0
  const now = () => new Date(Date.now() + READING_MS * readings++)
  const service = new ScimService({ db, baseUrl: TEST_BASE_URL, now })
  return {
    ctx,
    token,
    service,
    async send(method, path, body, headers = {}) {
      const response = await service.handle(
        new Request(`${TEST_BASE_URL}${path}`, {
          method,
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/scim+json',
            ...headers,
          },
          ...(body === undefined
            ? {}
            : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
      )
      const text = await response.text()
      return {
        status: response.status,
        headers: response.headers,
        body: text ? JSON.parse(text) : undefined,
      }
    },
  }
}

const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

export const userBody = (userName: string, more: Record<string, unknown> = {}) => ({
  schemas: [CORE_USER],
  userName,
  active: true,
  displayName: userName,
  emails: [{ type: 'work', primary: true, value: userName }],
  ...more,
})

export const patchBody = (...Operations: unknown[]) => ({ schemas: [PATCH_OP], Operations })
