import { PlaceListLoading } from '@/components/places/place-list-loading'

export default function Loading() {
  return (
    <PlaceListLoading
      title="Door controllers"
      head={['Controller', 'Asks for', 'State', 'Credential', 'Made', 'Last heard']}
    />
  )
}
