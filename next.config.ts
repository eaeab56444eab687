import type { NextConfig } from 'next'

const scimHost = process.env.SCIM_HOST
/** SCIM at the root of a host of its own (SCIM_HOST). The self-hosted server does the same by itself. */
const ownHost = [{ type: 'host' as const, value: scimHost?.replaceAll('.', '\\.') ?? '' }]

const config: NextConfig = {
  // PGlite loads its WebAssembly from its own folder, so it must not be bundled.
  serverExternalPackages: ['@electric-sql/pglite'],
  poweredByHeader: false,
  // SCIM clients send trailing slashes; a redirect would break them (entra-profile 1.1).
  skipTrailingSlashRedirect: true,
  // The address of a key is a secret: no other site and no search engine learns it. The page asks
  // which model the phone is, so that administrators can tell one phone of a person from another.
  headers: async () => [
    {
      source: '/key/:path*',
      headers: [
        { key: 'Referrer-Policy', value: 'no-referrer' },
        { key: 'X-Robots-Tag', value: 'noindex, nofollow' },
        { key: 'Accept-CH', value: 'Sec-CH-UA-Model' },
      ],
    },
  ],
  rewrites: async () => ({
    // Before anything else, because a page of the product may have the same path.
    beforeFiles: scimHost
      ? [
          { source: '/oauth/token', has: ownHost, destination: '/scim/oauth/token' },
          {
            source: '/:path((?!scim/|oauth/token).*)',
            has: ownHost,
            destination: '/scim/v2/:path',
          },
        ]
      : [],
  }),
  // The embedded database never runs on Vercel; leaving it out keeps functions small.
  outputFileTracingExcludes: process.env.VERCEL
    ? { '/**': ['node_modules/@electric-sql/**'] }
    : undefined,
}

export default config
