import { ActivityLoading } from '@/components/activity/activity-loading'

export default ActivityLoading
