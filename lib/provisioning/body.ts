import { bodyTooLarge, invalidSyntax } from '@/lib/scim/errors'
import type { ScimCall } from './call'

const BODY_BYTES_MAX = 1024 * 1024

/** The body as text, or undefined without one. Reading stops where it becomes too large (scim.md 4). */
export async function readBody(
  request: ScimCall,
  bytesMax = BODY_BYTES_MAX,
): Promise<string | undefined> {
  if (!request.body) return undefined
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > bytesMax) throw bodyTooLarge(bytesMax)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.byteLength
    if (size > bytesMax) throw bodyTooLarge(bytesMax)
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw invalidSyntax('The request body is not UTF-8 text.')
  }
}
