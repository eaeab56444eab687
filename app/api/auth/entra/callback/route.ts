import { redirect } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { finishMicrosoftFlow } from '@/lib/sign-in/microsoft-flow'

export async function GET(request: NextRequest) {
  redirect(await finishMicrosoftFlow(request.nextUrl.searchParams))
}
