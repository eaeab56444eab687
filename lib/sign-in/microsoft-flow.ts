import { getDb } from '@/db/client'
import { signInAuthority } from '@/lib/auth/authority'
import { setFlowCookie, takeFlowCookie } from '@/lib/auth/flow-cookie'
import { beginFlow, type Flow, takeFlow } from '@/lib/auth/flows'
import { localPath } from '@/lib/auth/local-path'
import { rethrowNavigation } from '@/lib/auth/navigation'
import { SignInError } from '@/lib/auth/sign-in-error'
import { authorityFor } from '@/lib/microsoft/authority'
import { beginSignIn } from '@/lib/microsoft/authorize'
import { finishSignIn } from '@/lib/microsoft/callback'
import { MicrosoftError } from '@/lib/microsoft/errors'
import { env } from '@/lib/platform/env'
import { describeError, log } from '@/lib/platform/log'
import type { Purpose } from './purpose'
import { purposeOf } from './purposes'

/**
 * The two halves of a sign-in at Microsoft: the way there and the way back. Both return an address
 * for the browser, whatever happens; what went wrong is told there, by its reason.
 */
const DEFAULT_PURPOSE = 'sign_in'

/** Parameters: `purpose` (sign_in when absent) and `callbackUrl`, a path to come back to. */
export async function startMicrosoftFlow(params: URLSearchParams): Promise<string> {
  const found = purposeOf(params.get('purpose') ?? DEFAULT_PURPOSE)
  if (!found) return failedPath(undefined, new SignInError('flow_lost'))
  const { name, purpose } = found
  try {
    const kind = signInAuthority()
    if (!kind) throw new SignInError('no_authority')
    const who = await purpose.begin()
    const { scopes, prompt } = purpose
    const request = { authority: authorityFor(kind), redirectUri: redirectUri(), scopes, prompt }
    const { url, flow } = beginSignIn(request)
    const returnTo = localPath(params.get('callbackUrl'))
    const kept = { purpose: name, authority: kind, returnTo, ...flow, ...who }
    await setFlowCookie(flow.state, await beginFlow(await getDb(), kept, new Date()))
    return url
  } catch (error) {
    return failedPath(purpose, error)
  }
}

/** Parameters: what Microsoft sent back. */
export async function finishMicrosoftFlow(params: URLSearchParams): Promise<string> {
  const state = params.get('state') ?? ''
  let purpose: Purpose | undefined
  try {
    const browser = await takeFlowCookie(state)
    const flow = await takeFlow(await getDb(), { state, browser }, new Date())
    purpose = purposeOf(flow.purpose)?.purpose
    if (!purpose) throw new SignInError('flow_lost')
    return await finish({ flow, purpose, state, params })
  } catch (error) {
    return failedPath(purpose, error)
  }
}

async function finish(answer: {
  flow: Flow
  purpose: Purpose
  state: string
  params: URLSearchParams
}): Promise<string> {
  const { flow, purpose, state, params } = answer
  // The installation may have been given Microsoft's credentials while the practice page was open.
  if (flow.authority !== signInAuthority()) throw new SignInError('no_authority')
  const authority = authorityFor(flow.authority)
  const signedIn = await finishSignIn({
    authority,
    flow: { state, nonce: flow.nonce, verifier: flow.verifier },
    callbackParams: params,
    redirectUri: redirectUri(),
    scopes: purpose.scopes,
  })
  const { tid: tenantId, oid: objectId } = signedIn.claims
  const identity = { authority: flow.authority, tenantId, objectId }
  return purpose.complete({ flow, authority, signedIn, identity })
}

/** Registered with Microsoft; the same for every purpose. */
function redirectUri(): string {
  return `${env().appUrl}/api/auth/entra/callback`
}

function failedPath(purpose: Purpose | undefined, error: unknown): string {
  rethrowNavigation(error)
  const page = purpose ?? purposeOf(DEFAULT_PURPOSE)?.purpose
  return page?.failurePath(reasonOf(error)) ?? '/sign-in'
}

function reasonOf(error: unknown): string {
  if (error instanceof SignInError || error instanceof MicrosoftError) return error.reason
  log.error('A sign-in at Microsoft failed.', describeError(error))
  return 'failed'
}
