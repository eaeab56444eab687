import { Section } from '@/components/ui/page'

const LINK = /(https?:\/\/[^\s)\]]+)/

/**
 * An e-mail as it looks, in a frame that runs no script and reaches nothing of this page, and its
 * text part. `live` lets its links be followed, which only development wants.
 */
export function MailCopy({
  html,
  text,
  live = false,
}: {
  html: string
  text: string
  live?: boolean
}) {
  return (
    <>
      <Section title="As it looks">
        <iframe
          title="The e-mail as it looks"
          sandbox={live ? 'allow-popups allow-top-navigation-by-user-activation' : ''}
          srcDoc={live ? html.replace('<head>', '<head><base target="_top">') : html}
          className="h-[46rem] w-full rounded-base border bg-raised"
        />
      </Section>
      <Section title="Text part">
        <pre className="overflow-x-auto rounded-base border bg-raised p-4 font-mono text-small whitespace-pre-wrap">
          {live
            ? text.split(LINK).map((part, index) => <TextPart key={index} part={part} />)
            : text}
        </pre>
      </Section>
    </>
  )
}

function TextPart({ part }: { part: string }) {
  if (!LINK.test(part)) return part
  return (
    <a href={part} className="text-accent underline">
      {part}
    </a>
  )
}
