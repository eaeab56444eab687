import '@fontsource-variable/inter'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { ToastArea } from '@/components/ui/toast'
import './globals.css'
import { NavigationProvider } from './navigation-provider'
import { pageLanguage } from './page-language'

export const metadata: Metadata = {
  title: { template: '%s – Sequr', default: 'Sequr' },
  description: 'The doors of your offices, kept in step with your directory.',
  icons: { icon: '/icon.svg' },
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: 'white' },
    { media: '(prefers-color-scheme: dark)', color: 'black' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={await pageLanguage()}>
      <body className="min-h-dvh antialiased">
        <NavigationProvider>
          <ToastArea>{children}</ToastArea>
        </NavigationProvider>
      </body>
    </html>
  )
}
