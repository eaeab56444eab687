'use client'

import { type ReactNode, useState } from 'react'
import type { ActionResult } from '@/lib/kernel/result'
import { useFreshSignInArea } from './fresh-sign-in-area'
import { SignInAgainDialog } from './sign-in-again-dialog'

/**
 * For commands that remove access, delete, or show a secret. `run` sends the command; when the
 * sign-in is too old for it, `dialog` asks for another one in a tab beside, and then the same
 * command is sent again. What was typed stays, because the page is never left. `dialog` stands
 * within the dialog that has the command, so that it lies on top of it.
 */
export function useFreshSignIn(): {
  run: <T>(command: () => Promise<ActionResult<T>>) => Promise<ActionResult<T>>
  dialog: ReactNode
} {
  const area = useFreshSignInArea()
  const [asking, setAsking] = useState<{ answer: (signedIn: boolean) => void }>()

  async function run<T>(command: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
    const result = await command()
    if (result.ok || !result.signInAgain || !area) return result
    const signedIn = await new Promise<boolean>((answer) => setAsking({ answer }))
    setAsking(undefined)
    return signedIn ? run(command) : result
  }

  const dialog = asking && area && <SignInAgainDialog {...area} onAnswer={asking.answer} />
  return { run, dialog }
}
