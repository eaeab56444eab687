import { type Db, getDb } from '@/db/client'
import { env } from '@/lib/platform/env'

type Handler = (db: Db, input: { request: Request; path: string; now: Date }) => Promise<Response>

/** Mounts a part of the practice tenant below `base`; it answers 404 where it is switched off. */
export async function servePractice(
  request: Request,
  base: string,
  handle: Handler,
): Promise<Response> {
  if (!env().practiceTenantEnabled) return new Response(null, { status: 404 })
  const path = new URL(request.url).pathname.slice(base.length)
  return handle(await getDb(), { request, path, now: new Date() })
}
