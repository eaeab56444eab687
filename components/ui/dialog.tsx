'use client'

import { AlertDialog as BaseAlert } from '@base-ui/react/alert-dialog'
import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { Button } from './button'
import { classNames } from './class-names'
import { UnsavedArea, useUnsavedArea } from './unsaved-work'

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  children?: ReactNode
  footer?: ReactNode
  /** For lists and things side by side. */
  wide?: boolean
  /** What was begun in it must come to its end first: nothing closes it until then. */
  locked?: boolean
  /** Hears of keys pressed anywhere in the dialog, its foot too. */
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void
}

const popup =
  'layer-enter fixed top-1/2 left-1/2 z-40 grid max-h-[90dvh] -translate-x-1/2 -translate-y-1/2 gap-4 overflow-y-auto rounded-base border bg-raised p-5 shadow-layer'
const backdrop = 'fixed inset-0 z-40 bg-ink/35 dark:bg-surface/75'

const widths = {
  usual: 'w-[min(36rem,calc(100vw-2rem))]',
  wide: 'w-[min(52rem,calc(100vw-2rem))]',
}

/** Escape and *Close* ask first while something typed in it is not saved. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  wide = false,
  locked = false,
  onKeyDown,
}: DialogProps) {
  const work = useUnsavedArea()
  const [asking, setAsking] = useState(false)
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (locked) return
        if (!next && work.held.size > 0) setAsking(true)
        else onOpenChange(next)
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={backdrop} />
        <Base.Popup
          className={classNames(popup, widths[wide ? 'wide' : 'usual'])}
          {...(onKeyDown ? { onKeyDown } : {})}
        >
          <div className="grid gap-1 pr-8">
            <Base.Title className="text-large font-semibold">{title}</Base.Title>
            {description && (
              <Base.Description className="text-body text-ink-soft">{description}</Base.Description>
            )}
          </div>
          <UnsavedArea value={work}>{children}</UnsavedArea>
          {footer && <div className="flex flex-wrap justify-end gap-2">{footer}</div>}
          {/* Last, so that focus opens on the dialog's own first control. */}
          {!locked && (
            <Base.Close
              aria-label="Close"
              className="absolute top-3.5 right-3.5 inline-flex size-8 items-center justify-center rounded-base text-ink-soft hover:bg-sunken hover:text-ink pointer-coarse:top-1 pointer-coarse:right-1 pointer-coarse:size-11"
            >
              <X size={18} strokeWidth={1.75} aria-hidden />
            </Base.Close>
          )}
        </Base.Popup>
      </Base.Portal>
      <DiscardQuestion
        open={asking}
        onStay={() => setAsking(false)}
        onDiscard={() => {
          setAsking(false)
          onOpenChange(false)
        }}
      />
    </Base.Root>
  )
}

interface ConfirmProps extends DialogProps {
  /** A verb with its object, e.g. "Delete door". */
  action: string
  onConfirm: () => void
  pending?: boolean
  tone?: 'primary' | 'danger'
  /** Where the page speaks another language. */
  cancel?: string
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
  cancel = 'Cancel',
}: ConfirmProps) {
  return (
    <BaseAlert.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <BaseAlert.Portal>
        <BaseAlert.Backdrop className={backdrop} />
        <BaseAlert.Popup className={classNames(popup, widths.usual)}>
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
            <BaseAlert.Close render={<Button />}>{cancel}</BaseAlert.Close>
            <Button tone={tone} pending={pending} onClick={onConfirm}>
              {action}
            </Button>
          </div>
        </BaseAlert.Popup>
      </BaseAlert.Portal>
    </BaseAlert.Root>
  )
}

/** Before typed work is thrown away. */
export function DiscardQuestion({
  open,
  description = 'It is not saved anywhere yet.',
  onStay,
  onDiscard,
}: {
  open: boolean
  description?: string
  onStay: () => void
  onDiscard: () => void
}) {
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onStay()}
      title="Discard what you typed?"
      description={description}
      action="Discard changes"
      onConfirm={onDiscard}
    />
  )
}
