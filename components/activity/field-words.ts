/** A field's name at the beginning of a line. Names are words; paths of SCIM keep their spelling. */
export function capitalisedField(field: string): string {
  return /[.:[]|[a-z][A-Z]/.test(field) ? field : field.charAt(0).toUpperCase() + field.slice(1)
}
