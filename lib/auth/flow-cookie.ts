import { cookies } from 'next/headers'
import { env } from '@/lib/platform/env'
import { hashSecret } from '@/lib/platform/secret'
import { FLOW_SECONDS } from './flows'

/**
 * The cookie that ties a flow to the browser that began it. One a flow, so that two tabs do not
 * disturb each other. Lax, because the browser comes back from Microsoft's site.
 */
export async function setFlowCookie(state: string, browser: string): Promise<void> {
  const { name, options } = flowCookie(state)
  ;(await cookies()).set(name, browser, { ...options, maxAge: FLOW_SECONDS })
}

/** Reads the cookie and takes it away: a flow ends with its first answer. */
export async function takeFlowCookie(state: string): Promise<string | undefined> {
  const jar = await cookies()
  const { name, options } = flowCookie(state)
  const browser = jar.get(name)?.value
  if (browser) jar.set(name, '', { ...options, maxAge: 0 })
  return browser
}

function flowCookie(state: string) {
  const secure = env().appUrl.startsWith('https://')
  const name = `sequr-flow-${hashSecret(state).slice(0, 12)}`
  return {
    name: secure ? `__Host-${name}` : name,
    options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure },
  }
}
