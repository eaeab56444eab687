import { z } from 'zod'

/**
 * The environment, parsed once. Every variable has a default that works for a fresh clone; what is
 * wrong is told by name and expectation, never by value, because a value may be a secret.
 */
const onOff = (fallback: 'on' | 'off') => z.enum(['on', 'off'], 'on or off').default(fallback)
const webUrl = z.url({ protocol: /^https?$/, error: 'a http or https address' })
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

/** Neither scheme, port nor path; next.config.ts compares it as Next does, in small letters. */
const HOST_NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/
const SECRET_LENGTH_MIN = 32
const INVITATION_QUIET_SECONDS = 600
/** Product.md 3.0: a quarter of an hour. It can be made stricter, not laxer. */
const FRESH_SIGN_IN_SECONDS = 900
const INVITATION_QUIET_SECONDS_DEVELOPMENT = 2

function schemaFor(development: boolean) {
  return z.object({
    PORT: z.coerce.number('a port number').int().min(1).max(65_535).default(3000),
    APP_URL: optional(webUrl),
    AUTH_SECRET: z
      .string(`a secret of at least ${SECRET_LENGTH_MIN} characters`)
      .min(SECRET_LENGTH_MIN, `a secret of at least ${SECRET_LENGTH_MIN} characters`),
    DATABASE_URL: optional(
      z.url({ protocol: /^postgres(ql)?$/, error: 'a postgres:// or postgresql:// address' }),
    ),
    PGLITE_DIR: z.string().min(1).default('.data/pg'),
    DATABASE_POOL: z.coerce.number('a number from 1 to 100').int().min(1).max(100).default(10),
    SEED: onOff(development ? 'on' : 'off'),
    PRACTICE_TENANT: onOff(development ? 'on' : 'off'),
    DEV_MAILBOX: onOff(development ? 'on' : 'off'),
    ENTRA_CLIENT_ID: optional(z.guid('the application (client) id, a GUID')),
    ENTRA_CLIENT_SECRET: optional(z.string().min(1)),
    ENTRA_AUTHORITY_BASE: webUrl.default('https://login.microsoftonline.com'),
    GRAPH_BASE: webUrl.default('https://graph.microsoft.com'),
    SCIM_BASE_URL: optional(webUrl),
    SCIM_HOST: optional(z.string().regex(HOST_NAME, 'a host name alone, like scim.example.com')),
    RESEND_API_KEY: optional(z.string().min(1)),
    RESEND_BASE_URL: optional(webUrl),
    RESEND_WEBHOOK_SECRET: optional(
      z
        .string()
        .regex(/^whsec_[A-Za-z0-9+/=]{24,}$/, 'the signing secret of the webhook, whsec_...'),
    ),
    EMAIL_FROM: z.string().min(3).default('Sequr <keys@sequr.example>'),
    CRON_SECRET: optional(z.string().min(16, 'a secret of at least 16 characters')),
    INVITATION_QUIET_SECONDS: z.coerce
      .number('a number of seconds')
      .int()
      .min(0)
      .max(86_400)
      .default(development ? INVITATION_QUIET_SECONDS_DEVELOPMENT : INVITATION_QUIET_SECONDS),
    FRESH_SIGN_IN_SECONDS: z.coerce
      .number('a number of seconds')
      .int()
      .min(1)
      .max(FRESH_SIGN_IN_SECONDS)
      .default(FRESH_SIGN_IN_SECONDS),
    VERCEL_ENV: optional(z.enum(['production', 'preview', 'development'])),
    VERCEL_URL: optional(z.string()),
  })
}

export type Env = ReturnType<typeof parseEnv>

export class EnvError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'EnvError'
  }
}

/** Parses a set of variables. Throws EnvError, one sentence a variable, without any value. */
export function parseEnv(source: Record<string, string | undefined>) {
  const development = source.NODE_ENV === 'development' || source.NODE_ENV === 'test'
  // A variable that is named and left empty, as in .env.example, is one that is not set.
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = schemaFor(development).safeParse(set)
  if (!parsed.success) {
    const lines = parsed.error.issues.map(
      (issue) =>
        `${issue.path.join('.')} must be ${issue.message.replace(/^Invalid input: /, '')}.`,
    )
    throw new EnvError(`The environment is not usable. ${[...new Set(lines)].join(' ')}`)
  }
  const env = parsed.data
  const vercelProduction = env.VERCEL_ENV === 'production'
  if (vercelProduction && env.DEV_MAILBOX === 'on') {
    throw new EnvError('DEV_MAILBOX must be off in production: it shows every e-mail to anybody.')
  }
  const vercelUrl = env.VERCEL_URL ? `https://${env.VERCEL_URL}` : undefined
  const appUrl = (env.APP_URL ?? vercelUrl ?? `http://localhost:${env.PORT}`).replace(/\/+$/, '')
  return {
    development,
    port: env.PORT,
    appUrl,
    authSecret: env.AUTH_SECRET,
    databaseUrl: env.DATABASE_URL,
    databasePool: env.DATABASE_POOL,
    pgliteDir: env.PGLITE_DIR,
    seed: env.SEED === 'on',
    practiceTenantEnabled: env.PRACTICE_TENANT === 'on',
    devMailboxEnabled: env.DEV_MAILBOX === 'on',
    /** Whose word is taken for workloads of customers, whether or not people sign in with it. */
    entraAuthorityBase: env.ENTRA_AUTHORITY_BASE.replace(/\/+$/, ''),
    microsoft:
      env.ENTRA_CLIENT_ID && env.ENTRA_CLIENT_SECRET
        ? {
            clientId: env.ENTRA_CLIENT_ID,
            clientSecret: env.ENTRA_CLIENT_SECRET,
            authorityBase: env.ENTRA_AUTHORITY_BASE,
            graphBase: env.GRAPH_BASE,
          }
        : undefined,
    scimHost: env.SCIM_HOST,
    ...scimAddresses(env, appUrl),
    resend: env.RESEND_API_KEY
      ? { apiKey: env.RESEND_API_KEY, baseUrl: env.RESEND_BASE_URL }
      : undefined,
    webhookSecret: env.RESEND_WEBHOOK_SECRET,
    emailFrom: env.EMAIL_FROM,
    cronSecret: env.CRON_SECRET,
    invitationQuietSeconds: env.INVITATION_QUIET_SECONDS,
    freshSignInSeconds: env.FRESH_SIGN_IN_SECONDS,
    serverless: env.VERCEL_ENV !== undefined,
  }
}

/**
 * `scimBaseUrl` begins every address that SCIM answers with, `tenantUrl` is what the administrator
 * pastes into Entra (D26), and the token endpoint stands beside the base. At a host of its own the
 * base is the root.
 */
export function scimAddresses(
  {
    SCIM_BASE_URL,
    SCIM_HOST,
  }: { SCIM_BASE_URL?: string | undefined; SCIM_HOST?: string | undefined },
  appUrl: string,
) {
  const ownHost = SCIM_HOST && `https://${SCIM_HOST}`
  const tenantUrl = SCIM_BASE_URL || (ownHost ? `${ownHost}/` : `${appUrl}/scim/v2`)
  const scimBaseUrl = tenantUrl.replace(/\/+$/, '')
  const beside = /^(.*\/scim)\/v2$/.exec(scimBaseUrl)?.[1] ?? (ownHost || `${appUrl}/scim`)
  return { tenantUrl, scimBaseUrl, tokenEndpointUrl: `${beside}/oauth/token` }
}

let cached: Env | undefined

/** The process's own environment. Throws EnvError on first use when it is not usable. */
export function env(): Env {
  cached ??= parseEnv(process.env)
  return cached
}
