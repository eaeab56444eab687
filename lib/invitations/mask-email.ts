/**
 * Enough of an address for its owner to know it, too little for anybody else to use it:
 * `maya@contoso.com` becomes `m…@contoso.com`.
 */
export function maskEmail(email: string | null): string | null {
  const at = email?.lastIndexOf('@') ?? -1
  if (!email || at < 1) return null
  return `${email.charAt(0)}…${email.slice(at)}`
}
