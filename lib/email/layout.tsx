import type { CSSProperties, ReactNode } from 'react'

/**
 * The frame of every e-mail: real headings, 16 px, colours of at least 4.5:1 in light and dark,
 * readable with images off (there are none), no tracking.
 */
const colors = {
  ink: '#14191e',
  soft: '#4c5762',
  line: '#dce2e7',
  paper: '#ffffff',
  back: '#f7f9fa',
  accent: '#0c6963',
}

const darkStyle = `
  @media (prefers-color-scheme: dark) {
    .back { background: #0e1215 !important; }
    .paper { background: #151a1f !important; border-color: #293138 !important; }
    .ink { color: #e9edf0 !important; }
    .soft { color: #a3afba !important; }
    .button { background: #52c5bb !important; color: #03201d !important; }
  }`

const font = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"

export function EmailLayout({
  language,
  preview,
  children,
}: {
  language: string
  /** What a mailbox shows beside the subject. */
  preview: string
  children: ReactNode
}) {
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <style>{darkStyle}</style>
      </head>
      <body className="back" style={{ margin: 0, padding: '24px 12px', background: colors.back }}>
        <div style={{ display: 'none', maxHeight: 0, overflow: 'hidden' }}>{preview}</div>
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
  background: colors.paper,
  border: `1px solid ${colors.line}`,
  borderRadius: 8,
  padding: 28,
  fontFamily: font,
  fontSize: 16,
  lineHeight: '24px',
  color: colors.ink,
}

export function Heading({ children }: { children: ReactNode }) {
  return (
    <h1
      className="ink"
      style={{ margin: '0 0 16px', fontSize: 22, lineHeight: '28px', color: colors.ink }}
    >
      {children}
    </h1>
  )
}

export function Subheading({ children }: { children: ReactNode }) {
  return (
    <h2
      className="ink"
      style={{ margin: '24px 0 8px', fontSize: 17, lineHeight: '24px', color: colors.ink }}
    >
      {children}
    </h2>
  )
}

export function Text({ children, soft = false }: { children: ReactNode; soft?: boolean }) {
  return (
    <p
      className={soft ? 'soft' : 'ink'}
      style={{
        margin: '0 0 14px',
        color: soft ? colors.soft : colors.ink,
        fontSize: 16,
        // The link's address is longer than a phone is wide.
        overflowWrap: 'anywhere',
      }}
    >
      {children}
    </p>
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

const button: CSSProperties = {
  display: 'inline-block',
  background: colors.accent,
  color: '#ffffff',
  padding: '13px 22px',
  borderRadius: 8,
  fontWeight: 600,
  textDecoration: 'none',
}
