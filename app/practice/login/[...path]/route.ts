import { handleLogin } from '@/lib/practice/login/handle-login'
import { servePractice } from '@/lib/practice/serve'

const serve = (request: Request) => servePractice(request, '/practice/login/', handleLogin)

export { serve as GET, serve as POST }
