import { PlaceListLoading } from '@/components/places/place-list-loading'

export default function Loading() {
  return (
    <PlaceListLoading
      title="Access groups"
      head={['Access group', 'Property', 'Doors', 'Hours', 'People', 'Given by']}
    />
  )
}
