/** Details of a person that an administrator may edit in Sequr, or let Sequr own (D29), by their columns. */
export const editableDetails = [
  'displayName',
  'givenName',
  'familyName',
  'phone',
  'title',
  'department',
  'employeeNumber',
  'preferredLanguage',
] as const
export type EditableDetail = (typeof editableDetails)[number]

/** What people call them, within a sentence. */
export const detailWords: Record<EditableDetail, string> = {
  displayName: 'name',
  givenName: 'given name',
  familyName: 'family name',
  phone: 'phone',
  title: 'job title',
  department: 'department',
  employeeNumber: 'employee ID',
  preferredLanguage: 'language',
}
