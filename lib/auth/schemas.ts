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
