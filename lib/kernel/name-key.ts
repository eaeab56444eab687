/** The form in which names of properties, doors, groups, roles and rules are compared: case and spaces do not tell two names apart. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase()
}
