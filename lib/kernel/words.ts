/** `1,200`, for a number that stands alone. */
export function numeral(count: number): string {
  return count.toLocaleString('en-US')
}

/** `3 doors`, `1 door`, `1,200 people`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numeral(count)} ${count === 1 ? one : many}`
}

/** `3 doors, 1 rule and 2 mobile keys`, leaving out what there is none of. */
export function countedList(counts: [count: number, one: string, many?: string][]): string {
  const parts = counts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => counted(count, one, many))
  return listed(parts)
}

/** `Lab, Roof and Dock`. */
export function listed(words: string[]): string {
  const last = words.at(-1) ?? ''
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last
}
