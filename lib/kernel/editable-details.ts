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

/** What is owned together: the parts of a name are one row of the settings. */
export const ownedDetails = [
  { id: 'name', label: 'Name', details: ['displayName', 'givenName', 'familyName'] },
  { id: 'phone', label: 'Phone', details: ['phone'] },
  { id: 'title', label: 'Job title', details: ['title'] },
  { id: 'department', label: 'Department', details: ['department'] },
  { id: 'employeeNumber', label: 'Employee ID', details: ['employeeNumber'] },
  { id: 'preferredLanguage', label: 'Language', details: ['preferredLanguage'] },
] as const satisfies { id: string; label: string; details: readonly EditableDetail[] }[]
export type OwnedDetail = (typeof ownedDetails)[number]
export type DetailOwner = 'entra' | 'sequr'
