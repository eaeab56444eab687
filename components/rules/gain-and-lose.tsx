import { Minus, Plus } from 'lucide-react'

/** Beside the word, which says it: colour and sign only repeat it. */
export function Gain() {
  return <Plus size={15} strokeWidth={2} className="mt-px shrink-0 text-gain" aria-hidden />
}

export function Lose() {
  return <Minus size={15} strokeWidth={2} className="mt-px shrink-0 text-lose" aria-hidden />
}
