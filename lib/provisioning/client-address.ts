import type { ScimCall } from './call'

/** Whose failed attempts count together: the address that the platform in front of us saw. */
export function clientAddress(request: Pick<ScimCall, 'headers'>): string {
  return request.headers.get('x-forwarded-for')?.split(',')[0]?.trim() || 'local'
}
