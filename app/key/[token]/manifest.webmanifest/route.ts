import { findInvitation, visitOf } from '@/lib/invitations/find-invitation'
import { keyLanguage } from '../key-language'
import { keyManifest } from './key-manifest'

/** What a phone needs to keep the page on its home screen. */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const found = await findInvitation(await visitOf(token))
  const headers = { 'content-type': 'application/manifest+json', 'cache-control': 'no-store' }
  const manifest = keyManifest(token, found?.organization, await keyLanguage(token))
  return Response.json(manifest, { headers })
}
