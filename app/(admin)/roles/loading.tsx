import { PlaceListLoading } from '@/components/places/place-list-loading'

export default function Loading() {
  return (
    <PlaceListLoading
      title="Roles"
      head={['Role', 'What it may do', 'Administrators', 'Given by rules']}
    />
  )
}
