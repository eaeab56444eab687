import { env } from '@/lib/platform/env'
import { emailPreviews } from './previews'
import type { RenderedEmail } from './render-email'
import type { Reader } from './speech'

/** The previews exist where the development mailbox does, which production refuses. */
export function listPreviews(): string[] | undefined {
  if (!env().devMailboxEnabled) return undefined
  return emailPreviews.map(({ id }) => id)
}

export async function readPreview(id: string, reader: Reader): Promise<RenderedEmail | undefined> {
  if (!env().devMailboxEnabled) return undefined
  return emailPreviews.find((one) => one.id === id)?.render(reader)
}
