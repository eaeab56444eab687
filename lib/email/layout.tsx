import type { CSSProperties, ReactNode } from 'react'
import { dark, light } from './palette'
import type { Speech } from './speech'

/**
 * The frame of every e-mail: real headings, 16 px, readable with images off (there are none), no
 * tracking. Styles stand on the elements, because many mailboxes drop a style sheet; what changes
 * in the dark and on a phone is the sheet's.
 */
const sheet = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .back { background: ${dark.back} !important; }
    .paper { background: ${dark.paper} !important; border-color: ${dark.line} !important; }
    .line { border-color: ${dark.line} !important; }
    .ink { color: ${dark.ink} !important; }
    .soft { color: ${dark.soft} !important; }
    .link { color: ${dark.accent} !important; }
    .button { background: ${dark.accent} !important; color: ${dark.onAccent} !important; }
    .panel { background: ${dark.panel} !important; color: ${dark.panelInk} !important; }
  }
  @media (max-width: 600px) {
    .computer { display: none !important; }
    .paper { padding: 20px !important; }
    .button { display: block !important; text-align: center !important; }
  }`

const font = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"

export function EmailLayout({
  speech,
  preview,
  children,
}: {
  speech: Speech
  /** What a mailbox shows beside the subject. */
  preview: string
  children: ReactNode
}) {
  return (
    <html lang={speech.language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{sheet}</style>
      </head>
      <body className="back" style={{ margin: 0, padding: '24px 12px', background: light.back }}>
        <div data-skip-in-text="true" style={{ display: 'none', maxHeight: 0, overflow: 'hidden' }}>
          {preview}
        </div>
        <table role="presentation" width="100%" cellPadding={0} cellSpacing={0}>
          <tbody>
            <tr>
              <td align="center">
                <div className="paper ink" style={paper}>
                  {children}
                </div>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  )
}

const paper: CSSProperties = {
  maxWidth: 560,
  textAlign: 'left',
  background: light.paper,
  border: `1px solid ${light.line}`,
  borderRadius: 8,
  padding: 32,
  fontFamily: font,
  fontSize: 16,
  lineHeight: '24px',
  color: light.ink,
  // An address is longer than a phone is wide.
  overflowWrap: 'anywhere',
}

export function Heading({ children }: { children: ReactNode }) {
  return (
    <h1
      className="ink"
      style={{ margin: '0 0 12px', fontSize: 24, lineHeight: '30px', color: light.ink }}
    >
      {children}
    </h1>
  )
}

export function Subheading({ children }: { children: ReactNode }) {
  return (
    <h2
      className="ink"
      style={{ margin: '28px 0 8px', fontSize: 17, lineHeight: '24px', color: light.ink }}
    >
      {children}
    </h2>
  )
}

export function Text({ children, soft = false }: { children: ReactNode; soft?: boolean }) {
  return (
    <p
      className={soft ? 'soft' : 'ink'}
      style={{ margin: '0 0 12px', color: soft ? light.soft : light.ink, fontSize: 16 }}
    >
      {children}
    </p>
  )
}

export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className="link" href={href} style={{ color: light.accent }}>
      {children}
    </a>
  )
}

export function ActionLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <p style={{ margin: '20px 0' }}>
      <a className="button" href={href} style={button}>
        {children}
      </a>
    </p>
  )
}

/** What must be found at a glance: a place, a note for the first day. */
export function Panel({ children }: { children: ReactNode }) {
  return (
    <div
      className="panel"
      style={{
        margin: '0 0 12px',
        padding: '12px 16px',
        borderRadius: 8,
        background: light.panel,
        color: light.panelInk,
      }}
    >
      {children}
    </div>
  )
}

/** What comes after it is small print, though not in size. */
export function Rule() {
  return (
    <hr
      className="line"
      style={{ margin: '28px 0 20px', border: 0, borderTop: `1px solid ${light.line}` }}
    />
  )
}

const button: CSSProperties = {
  display: 'inline-block',
  background: light.accent,
  color: light.onAccent,
  padding: '13px 24px',
  borderRadius: 8,
  fontWeight: 600,
  textDecoration: 'none',
}
