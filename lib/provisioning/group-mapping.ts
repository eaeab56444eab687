import type { directoryGroups } from '@/db/schema'
import type { JsonObject } from '@/lib/scim/json'
import { foldDocument, plainDocument, textKey } from './keys'

type GroupColumns = Pick<
  typeof directoryGroups.$inferInsert,
  'externalId' | 'externalIdKey' | 'displayName' | 'displayNameKey' | 'resource' | 'folded'
>

/** The columns of a group, derived from its SCIM document here and nowhere else. */
export function groupColumnsOf(resource: JsonObject): GroupColumns {
  const displayName = typeof resource.displayName === 'string' ? resource.displayName : ''
  const externalId = typeof resource.externalId === 'string' ? resource.externalId : null
  return {
    externalId,
    externalIdKey: externalId && textKey(externalId),
    displayName,
    displayNameKey: textKey(displayName),
    resource: plainDocument(resource),
    folded: foldDocument(resource),
  }
}
