import type { ActionResult } from '@/lib/kernel/result'

/** What a person can do on the page; each is bound to the page's own link. */
export interface KeyActions {
  activate: () => Promise<ActionResult>
  renew: () => Promise<ActionResult>
  askForCard: () => Promise<ActionResult>
  namePhone: (name: string) => Promise<ActionResult>
  reportLost: () => Promise<ActionResult>
}
