import type { NextConfig } from 'next'

const config: NextConfig = {
  // PGlite loads its WebAssembly from its own folder, so it must not be bundled.
  serverExternalPackages: ['@electric-sql/pglite'],
  poweredByHeader: false,
  // SCIM clients send trailing slashes; a redirect would break them (entra-profile 1.1).
  skipTrailingSlashRedirect: true,
  // The embedded database never runs on Vercel; leaving it out keeps functions small.
  outputFileTracingExcludes: process.env.VERCEL
    ? { '/**': ['node_modules/@electric-sql/**'] }
    : undefined,
}

export default config
