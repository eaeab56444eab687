import { EmployeesLoading } from '@/components/directory/employees-loading'

export default EmployeesLoading
