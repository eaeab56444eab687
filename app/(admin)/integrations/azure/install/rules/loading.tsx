import { RulesLoading } from '@/components/rules/rules-loading'

export default function Loading() {
  return <RulesLoading title="Step 3 of 3: Rules" />
}
