import { RulesLoading } from '@/components/rules/rules-loading'

export default function Loading() {
  return <RulesLoading />
}
