'use client'

import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'

/** Short notices at the foot of the page, announced politely. */
export function ToastArea({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider timeout={6000} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-20 left-4 z-50 mx-auto grid max-w-sm gap-2 sm:right-6 sm:bottom-6 sm:left-auto sm:w-96">
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function Toasts() {
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="layer-enter flex items-start justify-between gap-3 rounded-base border bg-raised p-3 shadow-layer data-ending-style:opacity-0"
    >
      <div className="grid gap-0.5">
        <Toast.Title className="font-medium" />
        <Toast.Description className="text-small text-ink-soft" />
      </div>
      <Toast.Close
        aria-label="Close notice"
        className="rounded-base p-1 text-ink-soft hover:text-ink"
      >
        <X size={16} strokeWidth={1.75} aria-hidden />
      </Toast.Close>
    </Toast.Root>
  ))
}

/** Gives `notify('Door created')`. */
export function useNotify(): (title: string, description?: string) => void {
  const manager = Toast.useToastManager()
  return (title, description) => {
    manager.add({ title, ...(description ? { description } : {}) })
  }
}
