import { PlaceListLoading } from '@/components/places/place-list-loading'

export default function Loading() {
  return (
    <PlaceListLoading
      title="Who can open this door"
      head={['Person', 'Key', 'Through', 'Since', 'Until']}
    />
  )
}
