import { serveToken } from '@/lib/provisioning/token-endpoint'

export {
  serveToken as DELETE,
  serveToken as GET,
  serveToken as PATCH,
  serveToken as POST,
  serveToken as PUT,
}
