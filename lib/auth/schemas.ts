import { z } from 'zod'

/** Shapes that the sign-in form and the server share. */
const EMAIL_LENGTH_MAX = 254
const CALLBACK_LENGTH_MAX = 2000

export const signInSchema = z.object({
  email: z
    .string()
    .trim()
    .min(1, 'Enter your e-mail address.')
    .max(EMAIL_LENGTH_MAX, 'This is too long for an e-mail address.')
    .pipe(z.email('This is not an e-mail address. It looks like name@company.com.')),
  callbackUrl: z.string().max(CALLBACK_LENGTH_MAX).catch('/'),
})
export type SignInInput = z.infer<typeof signInSchema>

const text = z.string().max(CALLBACK_LENGTH_MAX)

/** The address of the sign-in page. */
export const signInPageSchema = z.object({
  callbackUrl: text.catch('/'),
  error: text.optional().catch(undefined),
  signedOut: text.optional().catch(undefined),
})

/** The address that the e-mail leads to, as next-auth's callback wants it passed on. */
export const signInLinkSchema = z.object({
  callbackUrl: text.catch('/'),
  token: text.min(1),
  email: z.string().min(1).max(EMAIL_LENGTH_MAX),
})
