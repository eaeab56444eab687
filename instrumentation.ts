/** Runs once when a server starts, not during a build: environment, database, seed, due work. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startServer } = await import('@/lib/jobs/start-server')
  await startServer()
  const { env } = await import('@/lib/platform/env')
  const { mendScimRequests } = await import('@/server/mend-request')
  mendScimRequests(env().scimHost)
}
