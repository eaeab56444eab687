import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DoorOpeners } from '@/components/doors/door-openers'
import { requireAdmin } from '@/lib/auth/session'
import { openerQuerySchema } from '@/lib/doors/schemas'
import { readDoor, whoOpens } from '@/lib/doors/who-opens'

export const metadata: Metadata = { title: 'Who can open this door' }

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<object>
}

export default async function DoorPage({ params, searchParams }: Props) {
  const { ctx } = await requireAdmin()
  const { id: doorId } = await params
  const query = openerQuerySchema.parse(await searchParams)
  const door = await readDoor(ctx, { doorId })
  if (!door) notFound()
  return <DoorOpeners door={door} query={query} page={await whoOpens(ctx, { doorId, ...query })} />
}
