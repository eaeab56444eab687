import { serveScim } from '../serve-scim'

export {
  serveScim as DELETE,
  serveScim as GET,
  serveScim as OPTIONS,
  serveScim as PATCH,
  serveScim as POST,
  serveScim as PUT,
}
