import { bulkScenarios } from './fixtures/bulk'
import { createScenarios } from './fixtures/creates'
import { cycleScenarios } from './fixtures/cycles'
import { deletionScenarios } from './fixtures/deletions'
import { discoveryScenarios } from './fixtures/discovery'
import { faultScenarios } from './fixtures/faults'
import { filterScenarios } from './fixtures/filters'
import { galleryValidatorScenarios } from './fixtures/gallery-validator'
import { groupPatchScenarios } from './fixtures/group-patches'
import { listScenarios } from './fixtures/lists'
import { managerScenarios } from './fixtures/managers'
import { microsoftValidatorScenarios } from './fixtures/microsoft-validator'
import { pluralScenarios } from './fixtures/plurals'
import { transportScenarios } from './fixtures/transport'
import { userPatchScenarios } from './fixtures/user-patches'
import { validatorScenarios } from './fixtures/validator'
import { versionScenarios } from './fixtures/versions'
import type { Scenario } from './scenario'

/** The corpus: every exchange that a SCIM service is held to (entra-profile.md, scim.md). */
export const scenarios: readonly Scenario[] = [
  ...createScenarios,
  ...filterScenarios,
  ...userPatchScenarios,
  ...pluralScenarios,
  ...managerScenarios,
  ...groupPatchScenarios,
  ...listScenarios,
  ...deletionScenarios,
  ...versionScenarios,
  ...transportScenarios,
  ...bulkScenarios,
  ...discoveryScenarios,
  ...validatorScenarios,
  ...microsoftValidatorScenarios,
  ...galleryValidatorScenarios,
  ...cycleScenarios,
  ...faultScenarios,
]
