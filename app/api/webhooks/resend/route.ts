import { receiveEmailWebhook } from '@/lib/invitations/receive-webhook'

export const dynamic = 'force-dynamic'

/** Resend tells here what became of an e-mail. */
export function POST(request: Request): Promise<Response> {
  return receiveEmailWebhook(request)
}
