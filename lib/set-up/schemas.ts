import { z } from 'zod'

/** Shapes that the browser and the server share. */
const EMAIL_LENGTH_MAX = 254
const NOTE_LENGTH_MAX = 400

export const inviteSchema = z.object({
  email: z
    .string()
    .trim()
    .min(1, 'Enter your colleague’s e-mail address.')
    .max(EMAIL_LENGTH_MAX, 'This is too long for an e-mail address.')
    .pipe(z.email('This is not an e-mail address. It looks like name@company.com.')),
  note: z.string().trim().max(NOTE_LENGTH_MAX, `Use ${NOTE_LENGTH_MAX} characters at most.`),
})
export type InviteInput = z.infer<typeof inviteSchema>

/** The one invitation that is open, as the administrator sees it. */
export interface OpenInvitation {
  id: string
  email: string
  invitedBy: string
  createdAt: Date
  expiresAt: Date
  usedAt: Date | null
}
