import { visitOf } from '@/lib/invitations/find-invitation'
import { readKeyPulse } from '@/lib/invitations/key-pulse'
import { deviceSecrets } from '../device-cookie'

/** What an open key asks every few seconds. */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const { own, others } = await deviceSecrets(token)
  const pulse = await readKeyPulse(await visitOf(token), own, others)
  return Response.json(pulse, { headers: { 'cache-control': 'no-store' } })
}
