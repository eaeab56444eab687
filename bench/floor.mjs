// The floor: what a server costs that does the bare SQL of each request over node:http and nothing
// else. No schema, no rules, no log, no outbox; prepared statements throughout.
import { createHash } from 'node:crypto'
import http from 'node:http'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
const TYPE = { 'Content-Type': 'application/scim+json' }

const sql = {
  token: 'select organization_id from scim_tokens where hash = $1 and revoked_at is null',
  match:
    'select scim_id, version, created_at, last_modified_at, resource from employees where organization_id = $1 and user_name_key = $2 and deleted_at is null',
  user: 'select scim_id, version, created_at, last_modified_at, resource from employees where organization_id = $1 and scim_id = $2 and deleted_at is null',
  list: 'select scim_id, version, created_at, last_modified_at, resource from employees where organization_id = $1 and deleted_at is null order by created_at, id limit $2 offset $3',
  count: 'select count(*) from employees where organization_id = $1 and deleted_at is null',
  create: `insert into employees (organization_id, id, scim_id, source, user_name, user_name_key, display_name, active, resource, facts, version, created_at, last_modified_at)
    values ($1, $2, $2, 'entra', $3, $3, $3, true, $4, '{}', 1, now(), now())`,
  lock: 'select resource from employees where organization_id = $1 and scim_id = $2 for update',
  update:
    'update employees set resource = $3, active = $4, version = version + 1, last_modified_at = now() where organization_id = $1 and scim_id = $2',
  members: `insert into directory_group_members (organization_id, group_id, member_id, member_type, added_at)
    select $1, $2, value, 'User', now() from jsonb_array_elements_text($3::jsonb) on conflict do nothing`,
  touch:
    'update directory_groups set version = version + 1, last_modified_at = now() where organization_id = $1 and id = $2',
}

http
  .createServer((request, response) => {
    answer(request, response).catch((error) => {
      response.writeHead(500).end(String(error))
    })
  })
  .listen(Number(process.env.PORT))

async function answer(request, response) {
  const text = await read(request)
  const token = request.headers.authorization.slice('Bearer '.length)
  const hash = createHash('sha256').update(token).digest('hex')
  const [{ organization_id: organization }] = await run(pool, 'token', [hash])
  const url = new URL(request.url, 'http://floor')
  const [, , , collection, id] = url.pathname.split('/')
  const body = text && JSON.parse(text)
  if (request.method === 'GET') {
    const found = await find(organization, id, url.searchParams)
    response.writeHead(200, TYPE).end(JSON.stringify(found))
  } else if (request.method === 'POST') {
    await inTransaction((client) =>
      run(client, 'create', [organization, body.externalId, body.userName, text]),
    )
    response.writeHead(201, TYPE).end(text)
  } else if (collection === 'Users') {
    const resource = await inTransaction((client) => patch(client, [organization, id], body))
    response.writeHead(200, TYPE).end(JSON.stringify(resource))
  } else {
    const members = body.Operations[0].value.map((member) => member.value)
    await inTransaction(async (client) => {
      await run(client, 'members', [organization, id, JSON.stringify(members)])
      await run(client, 'touch', [organization, id])
    })
    response.writeHead(204).end()
  }
}

async function find(organization, id, query) {
  if (id) return (await run(pool, 'user', [organization, id]))[0].resource
  const wanted = /"(.*)"/.exec(query.get('filter') ?? '')?.[1]
  if (wanted) {
    const rows = await run(pool, 'match', [organization, wanted])
    return { totalResults: rows.length, Resources: rows.map((row) => row.resource) }
  }
  const page = [organization, query.get('count'), Number(query.get('startIndex')) - 1]
  const rows = await run(pool, 'list', page)
  const [{ count }] = await run(pool, 'count', [organization])
  return { totalResults: Number(count), Resources: rows.map((row) => row.resource) }
}

async function patch(client, key, { Operations: [{ path, value }] }) {
  const [{ resource }] = await run(client, 'lock', key)
  resource[path] = path === 'active' ? value !== 'False' : value
  await run(client, 'update', [...key, JSON.stringify(resource), resource.active])
  return resource
}

async function run(client, name, values) {
  return (await client.query({ name, text: sql[name], values })).rows
}

async function inTransaction(work) {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } finally {
    client.release()
  }
}

async function read(request) {
  let text = ''
  request.setEncoding('utf8')
  for await (const chunk of request) text += chunk
  return text
}
