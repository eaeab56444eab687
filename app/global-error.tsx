'use client'

import '@fontsource-variable/inter'
import { PlainShell } from '@/components/layout/plain-shell'
import { Button } from '@/components/ui/button'
import './globals.css'

/** The last resort: the page around all pages failed, so nothing of it may be needed here. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body className="min-h-dvh antialiased">
        <title>This page could not be shown – Sequr</title>
        <PlainShell>
          <h1 className="mb-2 text-title font-semibold">This page could not be shown</h1>
          <p className="mb-4 text-ink-soft">
            Doors keep working as they are, and nothing was changed.
          </p>
          <Button tone="primary" onClick={reset}>
            Try again
          </Button>
        </PlainShell>
      </body>
    </html>
  )
}
