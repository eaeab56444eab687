import NextAuth, { type NextAuthConfig, type NextAuthResult } from 'next-auth'
import type { EmailConfig } from 'next-auth/providers/email'
import { getDb } from '@/db/client'
import { env } from '@/lib/platform/env'
import { describeError, log } from '@/lib/platform/log'
import { randomSecret } from '@/lib/platform/secret'
import { createAdapter } from './adapter'
import { localPath } from './local-path'
import { SESSION_SECONDS, sessionCookie } from './session-cookie'
import {
  confirmAddress,
  hasTooManyLinks,
  issueLink,
  LINK_SECONDS,
  type SendSignInLink,
} from './sign-in-link'

/** The id of the e-mail provider: its routes are `signin/email` and `callback/email`. */
export const emailProviderId = 'email'

/**
 * next-auth for sign-in by e-mail. The configuration is made anew for each request, so that the
 * database is opened at the first one and not when the module is read.
 */
export function createAuth(send: SendSignInLink): NextAuthResult {
  return NextAuth(() => configure(send))
}

async function configure(send: SendSignInLink): Promise<NextAuthConfig> {
  const { appUrl, authSecret } = env()
  // next-auth takes its origin from this variable or from the host header, which anybody can write.
  process.env.AUTH_URL = appUrl
  const db = await getDb()
  // next-auth hands the link's address to the provider and its hash to the adapter, in that order
  // and within one request. They meet here, so that one transaction keeps both.
  let address: string | undefined
  const adapter = createAdapter(db, async (token) => {
    const url = address
    if (url) {
      await issueLink(db, token, (tx) =>
        send(tx, { email: token.identifier, url, now: new Date() }),
      )
    }
    return token
  })
  return {
    adapter,
    secret: authSecret,
    trustHost: true,
    providers: [
      emailProvider((url) => {
        address = confirmAddress(url)
      }),
    ],
    session: {
      strategy: 'database',
      maxAge: SESSION_SECONDS,
      updateAge: SESSION_SECONDS,
      generateSessionToken: randomSecret,
    },
    cookies: { sessionToken: sessionCookie() },
    pages: {
      signIn: '/sign-in',
      error: '/sign-in',
      verifyRequest: '/sign-in/check-your-email',
    },
    callbacks: {
      async signIn({ user, email }) {
        if (!email?.verificationRequest || !user.email) return true
        return (await hasTooManyLinks(db, user.email, new Date()))
          ? '/sign-in?error=TooManyLinks'
          : true
      },
      redirect: ({ url, baseUrl }) => baseUrl + localPath(url, baseUrl),
      // The database row holds the cookie's value here; only what a page may know leaves.
      session: ({ session, user }) => ({
        user: { id: user.id, name: user.name ?? null, email: user.email },
        expires: session.expires,
      }),
    },
    logger: {
      error: (error) => log.error('next-auth refused a request.', describeError(error)),
      warn: (code) => log.warn('next-auth warns.', { code }),
    },
  }
}

/** An e-mail provider without a mail transport: the e-mail goes through our outbox. */
function emailProvider(keepAddress: (url: string) => void): EmailConfig {
  return {
    id: emailProviderId,
    type: 'email',
    name: 'E-mail',
    maxAge: LINK_SECONDS,
    generateVerificationToken: randomSecret,
    sendVerificationRequest: ({ url }) => keepAddress(url),
  }
}
