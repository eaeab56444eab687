const OBJECT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Whether an external id is Entra's object id. The default mapping sends `mailNickname` there, which
 * is neither unique nor stable, so only what has the shape of an object id is believed to be one.
 */
export function isObjectId(externalId: string): boolean {
  return OBJECT_ID.test(externalId)
}
