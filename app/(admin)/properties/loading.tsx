import { PlaceListLoading } from '@/components/places/place-list-loading'

export default function Loading() {
  return (
    <PlaceListLoading
      title="Properties"
      head={['Property', 'Time zone', 'Doors', 'Access groups', 'Rules', 'People']}
    />
  )
}
