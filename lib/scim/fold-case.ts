/**
 * The one meaning of "without case" for names and for values that are not `caseExact`
 * (RFC 7643 section 2.2). Uniqueness and filters must fold alike: where they differ, a create is
 * refused as a duplicate that the matching filter cannot find, and Entra never recovers
 * (entra-profile.md 16, trap 14). Nothing is trimmed or normalised.
 */
export function foldCase(value: string): string {
  return value.toLowerCase()
}

export function sameName(left: string, right: string): boolean {
  return left === right || foldCase(left) === foldCase(right)
}
