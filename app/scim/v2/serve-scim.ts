import { after } from 'next/server'
import { getScimService } from '@/lib/provisioning/route'

/** The same service that tests call, mounted as a route; the answer never waits for the log. */
export async function serveScim(request: Request): Promise<Response> {
  const service = await getScimService()
  const response = await service.handle(request)
  after(() => service.flush())
  return response
}
