import type { EmployeeQuery } from '@/lib/directory/schemas'

const DEFAULTS: EmployeeQuery = { view: 'all', q: '', property: '', page: 1 }

/** The address of the table after a change. Another filter begins at its first page. */
export function employeesAddress(query: EmployeeQuery, change: Partial<EmployeeQuery>): string {
  const next = { ...query, page: 1, ...change }
  const search = new URLSearchParams()
  for (const key of ['view', 'q', 'property', 'page'] as const) {
    if (next[key] !== DEFAULTS[key]) search.set(key, String(next[key]))
  }
  return search.size > 0 ? `/employees?${search}` : '/employees'
}
