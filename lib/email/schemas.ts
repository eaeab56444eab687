import { z } from 'zod'
import { type EmailState, emailStates } from '@/lib/kernel/email-states'
import { type Language, languages } from '@/lib/kernel/languages'

/** Shapes that the browser and the server share. */
export const EMAIL_PAGE_SIZE = 50
const SEARCH_LENGTH_MAX = 100
const ID_LENGTH_MAX = 64
const TEXT_LENGTH_MAX = 100
const NOTE_LENGTH_MAX = 400
const PAGE_MAX = 100_000

export const emailTemplates = [
  'key-invitation',
  'key-reminder',
  'access-changed',
  'access-ended',
  'key-revoked',
  'new-phone',
  'email-changed',
  'admin-alert',
  'set-up-invitation',
  'site-contact',
] as const

export const emailPeriods = ['all', '24h', '7d', '30d'] as const

/** The address of the log. A value that nobody could have chosen reads as its default. */
export const emailQuerySchema = z.object({
  state: z.enum(['', ...emailStates]).catch(''),
  template: z.enum(['', ...emailTemplates]).catch(''),
  period: z.enum(emailPeriods).catch('all'),
  q: z.string().trim().max(SEARCH_LENGTH_MAX).catch(''),
  page: z.coerce.number().int().min(1).max(PAGE_MAX).catch(1),
})
export type EmailQuery = z.infer<typeof emailQuerySchema>

export const emailIdSchema = z.object({ id: z.string().min(1).max(ID_LENGTH_MAX) })
export const releaseSchema = z.object({ propertyId: z.string().min(1).max(ID_LENGTH_MAX) })

export interface EmailRow {
  id: string
  template: string
  subject: string
  /** Masked for roles that may not see personal values. */
  recipient: string
  /** Null for administrators, and where the name may not be seen. */
  person: { id: string; name: string } | null
  state: EmailState
  stateAt: Date
  error: string | null
}

export interface EmailDetails extends EmailRow {
  language: Language
  sender: string | null
  replyTo: string | null
  createdAt: Date
  sentAt: Date | null
  copyOf: string | null
}

export interface EmailPage {
  rows: EmailRow[]
  total: number
  page: number
}

/** What waits in one property's quiet mode, or was left there when it ended. */
export interface HeldEmails {
  propertyId: string
  property: string
  quiet: boolean
  count: number
}

export interface SuppressedAddress {
  id: string
  recipient: string
  code: string | null
  since: Date
}

/** The longest minute and the shortest: a mail server takes either for a flood or for nothing. */
const PER_MINUTE_MAX = 600
const RECIPIENTS_MAX = 50

export const emailSettingsSchema = z.object({
  perMinute: z
    .string()
    .regex(/^\d+$/, 'Enter a whole number.')
    .refine((value) => Number(value) >= 1 && Number(value) <= PER_MINUTE_MAX, {
      error: `Enter a number from 1 to ${PER_MINUTE_MAX}.`,
    }),
  /** What the clock shows at the first property, as the browser's field gives it; empty: at once. */
  invitationsFrom: z
    .string()
    .refine((value) => value === '' || !Number.isNaN(Date.parse(`${value}Z`)), {
      error: 'Enter a date and a time.',
    }),
  tellLeavers: z.boolean(),
  /** Empty: every Global Admin. */
  alertUserIds: z.array(z.string().max(ID_LENGTH_MAX)).max(RECIPIENTS_MAX),
})
export type EmailSettingsInput = z.infer<typeof emailSettingsSchema>

export interface EmailSettingsView extends EmailSettingsInput {
  /** Whose clock `invitationsFrom` is told by. */
  timeZone: string
  /** Everybody who could get alerts. */
  administrators: { id: string; name: string; role: string }[]
}

const text = (max: number) => z.string().trim().max(max, `Use ${max} characters at most.`)

export const propertyEmailSchema = z.object({
  language: z.enum(languages as [Language, ...Language[]], 'Choose the language.'),
  senderName: text(TEXT_LENGTH_MAX),
  contactName: text(TEXT_LENGTH_MAX),
  contactEmail: z.union([z.literal(''), z.email('Enter an e-mail address.')]),
  contactPhone: text(TEXT_LENGTH_MAX),
  dayOneNote: text(NOTE_LENGTH_MAX),
  quiet: z.boolean(),
})
export const updatePropertyEmailSchema = propertyEmailSchema.extend({
  id: z.string().min(1).max(ID_LENGTH_MAX),
})
export type PropertyEmailInput = z.infer<typeof propertyEmailSchema>
