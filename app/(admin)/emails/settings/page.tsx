import type { Metadata } from 'next'
import { EmailSettings } from '@/components/emails/email-settings'
import { requireAdmin } from '@/lib/auth/session'
import { readEmailSettings } from '@/lib/invitations/email-settings'
import { saveEmailSettingsAction } from '../actions'

export const metadata: Metadata = { title: 'E-mail settings' }

export default async function EmailSettingsPage() {
  const { ctx } = await requireAdmin('admin')
  return <EmailSettings settings={await readEmailSettings(ctx)} save={saveEmailSettingsAction} />
}
