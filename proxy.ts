import { type NextRequest, NextResponse } from 'next/server'
import { pathHeader } from '@/lib/auth/page-contract'

/**
 * Tells a page its own address, which Next does not: the sign-in page needs it to lead back, and
 * the page of a key to be in its owner's language from the first tag on.
 * It decides nothing; every page and action authorises itself.
 */
export function proxy(request: NextRequest) {
  const headers = new Headers(request.headers)
  headers.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search)
  return NextResponse.next({ request: { headers } })
}

// Administrators' pages and keys alone. SCIM, the practice tenant and the APIs have no use for it (0.25 ms each).
export const config = {
  matcher: [
    '/(activity|access-groups|doors|employees|inbox|integrations|key|properties|roles|settings)/:path*',
  ],
}
