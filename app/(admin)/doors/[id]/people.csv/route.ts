import { requireAdmin } from '@/lib/auth/session'
import { exportOpeners } from '@/lib/doors/export-openers'
import { openerQuerySchema } from '@/lib/doors/schemas'

/** The list of who can open a door, as a file. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await requireAdmin()
  const { q } = openerQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams))
  const file = await exportOpeners(ctx, { doorId: (await params).id, q })
  if (!file) return new Response('This door is not there.', { status: 404 })
  const headers = {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${file.fileName}"`,
    'cache-control': 'no-store',
  }
  return new Response(file.csv, { headers })
}
