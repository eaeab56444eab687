import { createAccessGroupAction } from '@/app/(admin)/access-groups/actions'
import type { RuleActions } from '@/components/rules/rules-view'
import { readSeen, searchPeople } from './actions'
import {
  applyRuleChange,
  compareRuleVersions,
  compareTwoProperties,
  planRuleCopies,
  readRuleVersions,
} from './change-actions'
import {
  discardRuleDraft,
  duplicateRuleAsDraft,
  saveRuleDraft,
  startFromStarters,
} from './draft-actions'
import {
  listChangedPeople,
  previewChange,
  readPropertyCoverage,
  tryAllRules,
  tryOnePerson,
} from './preview-actions'

/** The server actions of the rules screen, in one hand. */
export const ruleActions: RuleActions = {
  readSeen,
  findPeople: searchPeople,
  addAccessGroup: createAccessGroupAction,
  preview: previewChange,
  listChanged: listChangedPeople,
  tryPerson: tryOnePerson,
  readCoverage: readPropertyCoverage,
  tryRules: tryAllRules,
  apply: applyRuleChange,
  saveDraft: saveRuleDraft,
  duplicate: duplicateRuleAsDraft,
  discardDraft: discardRuleDraft,
  listVersions: readRuleVersions,
  compareVersions: compareRuleVersions,
  compareProperties: compareTwoProperties,
  planCopy: planRuleCopies,
  start: startFromStarters,
}
