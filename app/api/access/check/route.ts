import { getDoorDesk } from '@/lib/doors/door-desk'

/** A door controller asks with `Authorization: Bearer sqr_door_…`. */
export async function POST(request: Request): Promise<Response> {
  return (await getDoorDesk()).handle(request)
}

/** It says that it is there, every few minutes. */
export async function GET(request: Request): Promise<Response> {
  return (await getDoorDesk()).hello(request)
}
