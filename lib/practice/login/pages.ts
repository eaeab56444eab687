import { practiceTenantName } from '@/lib/kernel/practice-ids'
import { directoryRoles, type Person } from '../person'
import { needsAdmin, scopeWords } from './consents'

/** The pages of the practice sign-in: plain forms, readable without a script. */
const style = `
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:28rem;margin:0 auto;padding:6vh 1rem}
.banner{border:2px dashed #8a6d00;border-radius:8px;padding:.5rem .75rem;margin:0 0 1.5rem}
h1{font-size:1.4rem}
button{font:inherit;min-height:2.75rem;padding:.25rem 1rem;border-radius:8px;border:1px solid;cursor:pointer}
ul.accounts{list-style:none;padding:0}ul.accounts li{margin:0 0 .75rem}
ul.accounts button{display:block;width:100%;text-align:left;font-weight:600}
small{opacity:.8}.row{display:flex;gap:.75rem;margin-top:1rem}`

export function pickerPage(hidden: Record<string, string>, people: Person[]): Response {
  const accounts = [...people].sort((a, b) => Number(b.role !== null) - Number(a.role !== null))
  const items = accounts
    .map(
      (person) => `<li><button name="account" value="${escape(person.id)}"
aria-describedby="about-${escape(person.id)}">${escape(person.displayName)}</button>
<small id="about-${escape(person.id)}">${escape(person.userPrincipalName)} · ${escape(roleWords(person))}</small></li>`,
    )
    .join('')
  return page(
    'Pick an account',
    `<form method="post">${inputs(hidden)}<ul class="accounts">${items}</ul>
<button name="decision" value="leave">Cancel</button></form>`,
  )
}

function roleWords(person: Person): string {
  return person.role ? directoryRoles[person.role].name : person.jobTitle || 'Member'
}

export function consentPage(
  hidden: Record<string, string>,
  { person, scopes }: { person: Person; scopes: string[] },
): Response {
  const list = scopes
    .map(
      (scope) =>
        `<li>${escape(scopeWords(scope))} <small>(${escape(scope)}${needsAdmin(scope) ? ', needs an administrator' : ''})</small></li>`,
    )
    .join('')
  const box = person.role
    ? `<p><label><input type="checkbox" name="organization" value="yes"> Consent on behalf of your organization</label></p>`
    : ''
  return page(
    'Permissions requested',
    `<p>${escape(person.userPrincipalName)}</p><p>Sequr would like to:</p><ul>${list}</ul>
<form method="post">${inputs(hidden)}${box}
<div class="row"><button name="decision" value="accept">Accept</button>
<button name="decision" value="decline">Cancel</button></div></form>`,
  )
}

export function approvalPage(hidden: Record<string, string>, person: Person): Response {
  return page(
    'Need admin approval',
    `<p>${escape(person.userPrincipalName)}</p>
<p>Sequr needs permission to access resources in your organization that only an admin can grant.
Please ask an admin to grant permission to this app before you can use it.</p>
<p><small>AADSTS90094</small></p>
<form method="post">${inputs(hidden)}<button name="decision" value="back">Back to the app</button></form>`,
  )
}

/** What Microsoft shows when it must not send the browser back: the address itself is in doubt. */
export function errorPage(description: string): Response {
  return page(
    'Sorry, but we’re having trouble signing you in',
    `<p>${escape(description)}</p>`,
    400,
  )
}

export function signedOutPage(): Response {
  return page('You signed out of your account', '<p>You can close this window.</p>')
}

function page(title: string, body: string, status = 200): Response {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>
<style>${style}</style></head><body><main>
<p class="banner"><strong>${escape(practiceTenantName)}.</strong> Stands in for Microsoft. Nothing leaves Sequr.</p>
<h1>${title}</h1>${body}</main></body></html>`
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    },
  })
}

function inputs(hidden: Record<string, string>): string {
  return Object.entries(hidden)
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('')
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
