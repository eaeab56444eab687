import { AddressSelect } from '@/components/ui/address-select'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page'
import { Pagination } from '@/components/ui/pagination'
import { SearchField } from '@/components/ui/search-field'
import { EmptyState } from '@/components/ui/states'
import { TabLinks } from '@/components/ui/tabs'
import {
  EMPLOYEE_PAGE_SIZE,
  type EmployeePage,
  type EmployeeQuery,
  employeeViews,
  viewsOfLack,
} from '@/lib/directory/schemas'
import { counted } from '@/lib/kernel/words'
import { AddEmployee, type AddPerson } from './add-employee'
import { viewWords } from './directory-words'
import { type ClosestRule, EmployeeTable } from './employee-table'
import { employeesAddress } from './employees-address'

export interface EmployeesProps {
  query: EmployeeQuery
  page: EmployeePage
  /** In a view of what people lack: the rule that comes closest to giving it. */
  closest: ClosestRule[]
  properties: { id: string; name: string }[]
  add: AddPerson
}

export function Employees({ query, page, closest, properties, add }: EmployeesProps) {
  const address = (change: Partial<EmployeeQuery>) => employeesAddress(query, change)
  const words = viewsOfLack.has(query.view) ? viewWords[query.view] : 'Doors'
  const plain = query.view === 'all' && query.q === '' && query.property === ''
  if (plain && page.total === 0) return <NobodyYet add={add} />
  return (
    <>
      <PageHeader
        title="Employees"
        state={stateOf(query, page)}
        actions={<AddEmployee add={add} />}
      />
      <TabLinks
        label="Views"
        tabs={employeeViews.map((view) => ({
          label: viewWords[view],
          href: address({ view }),
          current: view === query.view,
        }))}
      />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <SearchField label="Name, e-mail, phone, number" value={query.q} />
        <div className="w-full sm:w-56">
          <AddressSelect
            label={`${words} at`}
            value={query.property || 'any'}
            options={[
              { value: 'any', label: 'All properties', href: address({ property: '' }) },
              ...properties.map(({ id, name }) => ({
                value: id,
                label: `${words} at ${name}`,
                href: address({ property: id }),
              })),
            ]}
          />
        </div>
      </div>
      <EmployeeResults query={query} page={page} closest={closest} />
    </>
  )
}

function EmployeeResults({
  query,
  page,
  closest,
}: Pick<EmployeesProps, 'query' | 'page' | 'closest'>) {
  const { rows, total, page: number } = page
  if (total === 0) return <NoMatch query={query} />
  const from = (number - 1) * EMPLOYEE_PAGE_SIZE + 1
  const to = from + rows.length - 1
  return (
    <>
      <EmployeeTable rows={rows} closest={closest} />
      <Pagination
        from={from}
        to={to}
        total={total}
        noun="people"
        previousHref={number > 1 ? employeesAddress(query, { page: number - 1 }) : undefined}
        nextHref={to < total ? employeesAddress(query, { page: number + 1 }) : undefined}
      />
    </>
  )
}

function stateOf(query: EmployeeQuery, { total }: EmployeePage): string {
  const people = counted(total, 'person', 'people')
  const filtered = query.q !== '' || query.property !== ''
  if (filtered) return `${people} found.`
  switch (query.view) {
    case 'all':
      return `${people}.`
    case 'new':
      return `${people} arrived in the last seven days.`
    case 'no_access':
      return `${people} in the directory without a door.`
    case 'no_rule':
      return `${people} matched by no rule, so no rule gives them a door.`
    case 'key_waiting':
      return `${people} with a mobile key that is not set up yet.`
    case 'deactivated':
      return `${people} whose access has ended.`
    case 'needs_you':
      return total === 0 ? 'Nobody waits for you.' : `${people} waiting for you.`
  }
}

function NobodyYet({ add }: Pick<EmployeesProps, 'add'>) {
  return (
    <>
      <PageHeader title="Employees" />
      <EmptyState
        title="No employees yet"
        action={
          <>
            <LinkButton tone="primary" href="/integrations">
              Connect Entra
            </LinkButton>
            <AddEmployee add={add} />
          </>
        }
      >
        People appear here when Microsoft Entra ID (Azure AD) sends them, with the doors that the
        rules give them.
      </EmptyState>
    </>
  )
}

function NoMatch({ query }: { query: EmployeeQuery }) {
  const filtered = query.q !== '' || query.property !== ''
  return (
    <EmptyState
      title={filtered ? 'Nobody matches these filters' : `Nobody in “${viewWords[query.view]}”`}
      action={<LinkButton href="/employees">Clear filters</LinkButton>}
    >
      {query.q !== '' &&
        `Searched for “${query.q}” in names, e-mails, phones and employee numbers.`}
    </EmptyState>
  )
}
