import { cookies } from 'next/headers'
import { visitOf } from '@/lib/invitations/find-invitation'
import { readKeyPulse } from '@/lib/invitations/key-pulse'
import { deviceCookie } from '../device-cookie'

/** What an open key asks every few seconds. */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const secret = (await cookies()).get(deviceCookie(token))?.value
  const pulse = await readKeyPulse(await visitOf(token), secret)
  return Response.json(pulse, { headers: { 'cache-control': 'no-store' } })
}
