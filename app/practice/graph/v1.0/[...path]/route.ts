import { handleGraph } from '@/lib/practice/graph/handle-graph'
import { servePractice } from '@/lib/practice/serve'

export const GET = (request: Request) =>
  servePractice(request, '/practice/graph/v1.0/', handleGraph)
