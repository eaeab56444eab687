'use client'

import './globals.css'

export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body className="mx-auto max-w-md p-8">
        <h1 className="mb-2 text-title font-semibold">This page could not be shown</h1>
        <p className="mb-4">Doors keep working as they are. Nothing was changed.</p>
        <button type="button" onClick={reset} className="rounded-base border px-3 py-2 font-medium">
          Try again
        </button>
      </body>
    </html>
  )
}
