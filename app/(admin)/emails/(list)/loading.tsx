import { EmailsLoading } from '@/components/emails/emails-loading'

export default EmailsLoading
