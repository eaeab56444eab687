import { PlaceListLoading } from '@/components/places/place-list-loading'

export default function Loading() {
  return <PlaceListLoading title="Doors" head={['Door', 'Property', 'Opened by', 'May open it']} />
}
