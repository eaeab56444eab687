'use client'

import { LoaderCircle } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from './class-names'
import { Link, type LinkProps } from './navigation'
import { Tooltip } from './tooltip'

export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger'

const tones: Record<ButtonTone, string> = {
  primary: 'bg-accent text-on-accent border-transparent hover:bg-accent-hover',
  secondary: 'bg-raised text-ink border-line-strong/50 hover:bg-sunken',
  quiet: 'bg-transparent text-ink border-transparent hover:bg-sunken',
  danger: 'bg-raised text-stopped border-stopped/50 hover:bg-stopped-soft',
}

const shape =
  'inline-flex min-h-11 sm:min-h-8 items-center justify-center gap-2 rounded-base border px-3 text-body font-medium transition-colors duration-150 sm:whitespace-nowrap forced-colors:border-[ButtonText]'

const off = 'cursor-not-allowed opacity-55'

interface Looks {
  tone?: ButtonTone
  icon?: ReactNode
}

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'>, Looks {
  /** Shows that work is under way; further presses do nothing. */
  pending?: boolean
  /** Why it cannot be pressed. It stays focusable, so that the reason can be found. */
  disabledReason?: string | undefined
}

export function Button({
  tone = 'secondary',
  icon,
  pending = false,
  disabledReason,
  children,
  className,
  type = 'button',
  onClick,
  ...rest
}: ButtonProps) {
  const blocked = pending || disabledReason !== undefined
  const reasonId = useId()
  const button = (
    <button
      {...rest}
      type={type}
      aria-disabled={blocked || undefined}
      aria-describedby={disabledReason === undefined ? rest['aria-describedby'] : reasonId}
      onClick={(event) => {
        if (blocked) event.preventDefault()
        else onClick?.(event)
      }}
      className={classNames(shape, tones[tone], disabledReason !== undefined && off, className)}
    >
      {pending ? <LoaderCircle size={16} className="animate-spin" aria-hidden /> : icon}
      {children}
    </button>
  )
  if (disabledReason === undefined) return button
  return (
    <>
      <Tooltip content={disabledReason}>{button}</Tooltip>
      <span id={reasonId} hidden>
        {disabledReason}
      </span>
    </>
  )
}

export function LinkButton({
  tone = 'secondary',
  icon,
  children,
  className,
  ...rest
}: LinkProps & Looks) {
  return (
    <Link {...rest} className={classNames(shape, tones[tone], className)}>
      {icon}
      {children}
    </Link>
  )
}

/** Leads to a page of another origin, which a navigation within the application cannot reach. */
export function ExternalButton({
  tone = 'secondary',
  icon,
  children,
  className,
  href,
}: Looks & { href: string; className?: string; children: ReactNode }) {
  return (
    <a href={href} className={classNames(shape, tones[tone], className)}>
      {icon}
      {children}
    </a>
  )
}

/** A button that is an icon alone; its name is said, and shown on hover and focus. */
export function IconButton({
  label,
  children,
  className,
  ...rest
}: Omit<ComponentProps<'button'>, 'aria-label'> & { label: string }) {
  return (
    <Tooltip content={label}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        className={classNames(
          'inline-flex size-11 shrink-0 items-center justify-center rounded-base text-ink-soft hover:bg-sunken hover:text-ink sm:size-8',
          className,
        )}
      >
        {children}
      </button>
    </Tooltip>
  )
}
