import { redirect } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { startMicrosoftFlow } from '@/lib/sign-in/microsoft-flow'

export async function GET(request: NextRequest) {
  redirect(await startMicrosoftFlow(request.nextUrl.searchParams))
}
