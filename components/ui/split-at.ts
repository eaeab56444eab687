/** The parts of a list, without empty ones. */
export function splitAt(text: string, breaks: string): string[] {
  return text
    .split(new RegExp(`[${breaks}]`))
    .map((part) => part.trim())
    .filter(Boolean)
}
