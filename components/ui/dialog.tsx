'use client'

import { AlertDialog as BaseAlert } from '@base-ui/react/alert-dialog'
import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, IconButton } from './button'

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  children?: ReactNode
  footer?: ReactNode
}

const popup =
  'layer-enter fixed top-1/2 left-1/2 z-40 grid max-h-[90dvh] w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 gap-4 overflow-y-auto rounded-base border bg-raised p-5 shadow-layer'
const backdrop = 'fixed inset-0 z-40 bg-ink/35 dark:bg-surface/75'

export function Dialog({ open, onOpenChange, title, description, children, footer }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className={backdrop} />
        <Base.Popup className={popup}>
          <div className="flex items-start justify-between gap-4">
            <div className="grid gap-1">
              <Base.Title className="text-large font-semibold">{title}</Base.Title>
              {description && (
                <Base.Description className="text-body text-ink-soft">
                  {description}
                </Base.Description>
              )}
            </div>
            <Base.Close render={<IconButton label="Close" className="-mt-1 -mr-1" />}>
              <X size={18} strokeWidth={1.75} aria-hidden />
            </Base.Close>
          </div>
          {children}
          {footer && <div className="flex flex-wrap justify-end gap-2">{footer}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

interface ConfirmProps extends DialogProps {
  /** A verb with its object, e.g. "Delete door". */
  action: string
  onConfirm: () => void
  pending?: boolean
  tone?: 'primary' | 'danger'
}

/** Asks before something that cannot be undone. Escape and Cancel do nothing. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  action,
  onConfirm,
  pending = false,
  tone = 'danger',
}: ConfirmProps) {
  return (
    <BaseAlert.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <BaseAlert.Portal>
        <BaseAlert.Backdrop className={backdrop} />
        <BaseAlert.Popup className={popup}>
          <div className="grid gap-1">
            <BaseAlert.Title className="text-large font-semibold">{title}</BaseAlert.Title>
            {description && (
              <BaseAlert.Description className="text-body text-ink-soft">
                {description}
              </BaseAlert.Description>
            )}
          </div>
          {children}
          <div className="flex flex-wrap justify-end gap-2">
            <BaseAlert.Close render={<Button />}>Cancel</BaseAlert.Close>
            <Button tone={tone} pending={pending} onClick={onConfirm}>
              {action}
            </Button>
          </div>
        </BaseAlert.Popup>
      </BaseAlert.Portal>
    </BaseAlert.Root>
  )
}
