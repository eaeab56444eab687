import { z } from 'zod'

/** Shapes that the browser and the server share. */
const ID_LENGTH_MAX = 64

export const tellContactSchema = z.object({
  employeeId: z.string().min(1).max(ID_LENGTH_MAX),
  propertyId: z.string().min(1).max(ID_LENGTH_MAX),
})
export type TellContactInput = z.infer<typeof tellContactSchema>

/** Whom to tell at a property about doors that are silent. */
export interface SiteContact {
  propertyId: string
  /** By name, or by address where no name was entered; null where nobody can be written to. */
  name: string | null
  /** Who was told last about this person's access, and when. */
  told: { name: string; at: Date } | null
  /** Told so lately that asking again is asking once. */
  toldLately: boolean
}
