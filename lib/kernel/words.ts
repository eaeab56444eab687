/** `3 doors`, `1 door`, `1,200 people`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}

/** `3 doors, 1 rule and 2 mobile keys`, leaving out what there is none of. */
export function countedList(counts: [count: number, one: string, many?: string][]): string {
  const parts = counts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => counted(count, one, many))
  const last = parts.pop() ?? ''
  return parts.length > 0 ? `${parts.join(', ')} and ${last}` : last
}
