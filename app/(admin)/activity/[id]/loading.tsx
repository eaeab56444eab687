import { EntryLoading } from '@/components/activity/entry-loading'

export default EntryLoading
