import { z } from 'zod'
import type { Db } from '@/db/client'
import { env } from '@/lib/platform/env'
import { practiceClientId } from '@/lib/platform/practice-client'
import { readDirectory } from '../directory'
import type { Person } from '../person'
import { keepConsent, needsAdmin, scopesWithoutConsent } from './consents'
import { issueCode } from './grants'
import { approvalPage, consentPage, errorPage, pickerPage } from './pages'

/**
 * The authorize endpoint (microsoft-side 10.1): who is it, may the application do this, and back
 * with a code. Everything that was asked travels along in the forms, so nothing is remembered.
 */
const PARAMETER_LENGTH_MAX = 2000
const text = z.string().max(PARAMETER_LENGTH_MAX)
const askedSchema = z.object({
  client_id: text,
  redirect_uri: text,
  response_type: text.default(''),
  scope: text.default('openid'),
  state: text.default(''),
  nonce: text.default(''),
  code_challenge: text.default(''),
  code_challenge_method: text.default(''),
  prompt: text.default(''),
})
const chosenSchema = z.object({
  account: text.optional(),
  decision: z.enum(['accept', 'decline', 'leave', 'back']).optional(),
  organization: text.optional(),
})
type Asked = z.output<typeof askedSchema>
type Chosen = z.output<typeof chosenSchema>

export async function authorize(db: Db, params: URLSearchParams, now: Date): Promise<Response> {
  const given = Object.fromEntries(params)
  const asked = askedSchema.safeParse(given)
  const chosen = chosenSchema.safeParse(given)
  if (!asked.success || !chosen.success) {
    return errorPage('AADSTS900144: The request body must contain client_id and redirect_uri.')
  }
  return (
    refuseOnPage(asked.data) ??
    refuseToApp(asked.data) ??
    (await continueSignIn(db, { asked: asked.data, chosen: chosen.data, now }))
  )
}

/** A wrong application or address is told here and never sent on: it could be anybody's. */
function refuseOnPage({ client_id, redirect_uri }: Asked): Response | undefined {
  if (client_id !== practiceClientId) {
    return errorPage(`AADSTS700016: Application with identifier '${client_id}' was not found.`)
  }
  if (!isOwnCallback(redirect_uri)) {
    return errorPage(`AADSTS50011: The redirect URI '${redirect_uri}' does not match.`)
  }
  return undefined
}

/** Sign-in callbacks of this very installation, and nothing else. */
function isOwnCallback(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { origin, pathname } = new URL(address)
  return origin === new URL(env().appUrl).origin && pathname.startsWith('/api/')
}

function refuseToApp(asked: Asked): Response | undefined {
  if (asked.response_type !== 'code') {
    return sendBack(asked, {
      error: 'unsupported_response_type',
      error_description: "AADSTS700054: response_type must be 'code'.",
    })
  }
  if (asked.code_challenge === '' || asked.code_challenge_method !== 'S256') {
    return sendBack(asked, {
      error: 'invalid_request',
      error_description: 'AADSTS9002325: Proof Key for Code Exchange is required.',
    })
  }
  return undefined
}

interface Visit {
  asked: Asked
  chosen: Chosen
  now: Date
}

async function continueSignIn(db: Db, { asked, chosen, now }: Visit): Promise<Response> {
  if (chosen.decision && chosen.decision !== 'accept') return leave(asked, chosen.decision)
  const { people } = await readDirectory(db)
  const accounts = people.filter((one) => one.accountEnabled && one.deletedAt === null)
  const person = accounts.find((one) => one.id === chosen.account)
  if (!person) return pickerPage(asked, accounts)
  return (await askConsent(db, person, { asked, chosen })) ?? grant(db, person, { asked, now })
}

function leave(asked: Asked, decision: 'decline' | 'leave' | 'back'): Response {
  const error = 'access_denied'
  switch (decision) {
    case 'leave':
      return sendBack(asked, {
        error,
        error_subcode: 'cancel',
        error_description: 'AADSTS65004: The user left the sign-in.',
      })
    case 'decline':
      return sendBack(asked, {
        error,
        error_description: 'AADSTS65004: User declined to consent to access the app.',
      })
    case 'back':
      return sendBack(asked, {
        error,
        error_description: 'AADSTS90094: An administrator must approve this application.',
      })
  }
}

/** A page that must be answered first, or nothing when every scope is agreed to. */
async function askConsent(
  db: Db,
  person: Person,
  { asked, chosen }: Pick<Visit, 'asked' | 'chosen'>,
): Promise<Response | undefined> {
  const scopes = scopesOf(asked)
  const who = { clientId: asked.client_id, personId: person.id }
  const missing = await scopesWithoutConsent(db, who, scopes)
  const isAdmin = person.role !== null
  const hidden = { ...asked, account: person.id }
  if (!isAdmin && missing.some(needsAdmin)) return approvalPage(hidden, person)
  if (chosen.decision === 'accept') {
    const forOrganization = isAdmin && chosen.organization === 'yes'
    await keepConsent(db, { ...who, forOrganization }, scopes)
    return undefined
  }
  if (missing.length === 0 && asked.prompt !== 'consent') return undefined
  return consentPage(hidden, { person, scopes })
}

async function grant(
  db: Db,
  person: Person,
  { asked, now }: Pick<Visit, 'asked' | 'now'>,
): Promise<Response> {
  const code = await issueCode(
    db,
    {
      clientId: asked.client_id,
      personId: person.id,
      redirectUri: asked.redirect_uri,
      scopes: scopesOf(asked),
      nonce: asked.nonce,
      challenge: asked.code_challenge,
    },
    now,
  )
  return sendBack(asked, { code })
}

function scopesOf({ scope }: Asked): string[] {
  return scope.split(' ').filter((one) => one !== '')
}

/** 303, because the browser comes from a form that was posted. */
function sendBack(asked: Asked, answer: Record<string, string>): Response {
  const to = new URL(asked.redirect_uri)
  for (const [name, value] of Object.entries(answer)) to.searchParams.set(name, value)
  if (asked.state) to.searchParams.set('state', asked.state)
  return new Response(null, {
    status: 303,
    headers: { location: to.href, 'cache-control': 'no-store' },
  })
}
