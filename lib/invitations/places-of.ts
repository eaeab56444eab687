import type { Context } from '@/db/context'
import type { EmailPlace } from '@/lib/email/templates/place-list'
import { doorsOf } from '@/lib/keys/doors'
import type { Office } from './correspondence'

/** What a person may open at these properties, told by each. */
export async function placesOf(
  ctx: Context,
  { employeeId, offices }: { employeeId: string; offices: Office[] },
): Promise<EmailPlace[]> {
  const open = await doorsOf(ctx, {
    employeeId,
    propertyIds: offices.map((office) => office.propertyId),
  })
  return offices.map(({ propertyId, property, address, dayOneNote }) => ({
    property,
    address,
    dayOneNote,
    openings: open.find((place) => place.propertyId === propertyId)?.openings ?? [],
  }))
}
