import { isReady } from '@/lib/jobs/health'

export const dynamic = 'force-dynamic'

/** 200 once the server can do its work. */
export async function GET(): Promise<Response> {
  const ready = await isReady()
  return Response.json({ status: ready ? 'ready' : 'unavailable' }, { status: ready ? 200 : 503 })
}
