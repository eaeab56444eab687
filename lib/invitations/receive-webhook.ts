import { getDb } from '@/db/client'
import { readWebhook } from '@/lib/email/read-webhook'
import { env } from '@/lib/platform/env'
import { recordEmailEvent } from './record-email-event'

/** The provider's largest webhook is a few kilobytes. */
const BODY_BYTES_MAX = 64 * 1024

/**
 * The mail provider's webhook. Without a secret nobody is believed. An e-mail that is not known,
 * and a word that we do not follow, are answered with 200: the provider would only send them again.
 */
export async function receiveEmailWebhook(request: Request): Promise<Response> {
  const { webhookSecret } = env()
  const body = await readBounded(request)
  if (body === undefined) return Response.json({ error: 'too large' }, { status: 413 })
  const webhook = webhookSecret
    ? readWebhook(body, request.headers, webhookSecret)
    : ({ kind: 'forged' } as const)
  if (webhook.kind === 'forged') return Response.json({ error: 'unauthorized' }, { status: 401 })
  if (webhook.kind === 'event') await recordEmailEvent(await getDb(), webhook.event, new Date())
  return Response.json({ ok: true })
}

async function readBounded({ body }: Request): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > BODY_BYTES_MAX) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
