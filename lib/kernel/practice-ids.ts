/**
 * What others must know of the practice directory: the seed of a fresh clone links its first
 * administrator to Maya Chen, so that "Sign in with Microsoft" works at once. Invented, not secret.
 */
export const practiceTenantId = '5a3c1f0e-7d42-4b6a-9c18-c0a705000001'
export const practiceTenantName = 'Contoso practice directory'
export const practiceTenantDomain = 'contoso.example'

export const practiceMaya = {
  objectId: '5a3c1f0e-7d42-4b6a-9c18-000000000001',
  name: 'Maya Chen',
  email: 'maya.chen@contoso.example',
} as const
