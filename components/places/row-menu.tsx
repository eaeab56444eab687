import { Menu, type MenuItem } from '@/components/ui/menu'

/** The commands of a row, without making the row taller than its text. */
export function RowMenu(props: { label: string; items: MenuItem[] }) {
  return (
    <div className="-my-1.5 flex justify-end sm:-my-0.5">
      <Menu {...props} />
    </div>
  )
}
