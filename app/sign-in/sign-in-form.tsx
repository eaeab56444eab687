'use client'

import { Form } from '@/components/form/form'
import { FormText } from '@/components/form/form-fields'
import { useNavigation } from '@/components/ui/navigation'
import { type SignInInput, signInSchema } from '@/lib/auth/schemas'
import type { ActionResult } from '@/lib/kernel/result'

export function SignInForm({
  send,
  callbackUrl,
}: {
  send: (input: SignInInput) => Promise<ActionResult>
  callbackUrl: string
}) {
  const { push } = useNavigation()
  return (
    <Form
      schema={signInSchema}
      defaultValues={{ email: '', callbackUrl }}
      onSubmit={send}
      onDone={() => push('/sign-in/check-your-email')}
      submitLabel="E-mail me a link"
      disposable
    >
      <FormText
        name="email"
        label="E-mail"
        type="email"
        autoComplete="email"
        placeholder="name@company.com"
        required
      />
    </Form>
  )
}
