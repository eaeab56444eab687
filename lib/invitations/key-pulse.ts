import { hashSecret } from '@/lib/platform/secret'
import type { Visit } from './find-invitation'
import { readKeyPage } from './read-key-page'
import type { KeyPage, KeyPulse } from './schemas'

const VERSION_LENGTH = 16

/** What the page would show now, as a version: the page compares it with its own. */
export async function readKeyPulse(
  visit: Visit,
  deviceSecret: string | undefined,
  otherSecrets: readonly string[] = [],
): Promise<KeyPulse> {
  const page = await readKeyPage(visit, deviceSecret, otherSecrets)
  return { kind: page.kind, version: versionOf(page) }
}

export function versionOf(page: KeyPage): string {
  return hashSecret(JSON.stringify(page)).slice(0, VERSION_LENGTH)
}
