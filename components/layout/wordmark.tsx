/** A door, ajar: the same drawing as the icon of the tab. */
export function Wordmark() {
  return (
    <p className="flex items-center gap-2 text-large font-semibold tracking-tight">
      <svg viewBox="0 0 20 20" className="size-5" fill="none" aria-hidden>
        <rect x="1" y="1" width="18" height="18" rx="4.5" className="fill-accent" />
        <path d="M6.5 15.5V4.5h7v11" className="stroke-on-accent" strokeWidth="1.5" />
        <path d="M6.5 4.5l4.5 2v11l-4.5-2z" className="fill-on-accent" />
      </svg>
      Sequr
    </p>
  )
}
