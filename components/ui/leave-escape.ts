/**
 * Base UI empties a combo box whose list is closed when Escape is pressed. What was typed stays
 * here, and the key goes on to the layer around the field, which asks before it throws work away.
 */
export function leaveEscape(event: {
  key: string
  currentTarget: Element
  preventBaseUIHandler: () => void
}): void {
  if (event.key !== 'Escape') return
  if (event.currentTarget.getAttribute('aria-expanded') !== 'true') event.preventBaseUIHandler()
}
