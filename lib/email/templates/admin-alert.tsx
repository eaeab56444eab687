import type { AlertKind } from '@/lib/kernel/alert-kinds'
import type { EmailTemplate } from '../email-template'
import { ActionLink, EmailLayout, Heading, Rule, Subheading, Text } from '../layout'
import type { Speech } from '../speech'

export interface AdminAlertData {
  kind: AlertKind
  /** Told once when the trouble is over. */
  fixed: boolean
  organization: string
  since: Date
  people: number
  doors: number
  /** What the trouble is measured in. */
  count: { what: 'people' | 'doors' | 'requests' | 'hours'; number: number }
  days: number
  /** A short name of the thing: the last characters of a token. */
  detail: string
  /** Where it is mended. */
  url: string
}

/** What, since when, how many people and doors, what still works, one button (product.md 5.2). */
export const adminAlertTemplate: EmailTemplate<AdminAlertData> = {
  name: 'admin-alert',
  subjects: (data, speech) => {
    const words = speech.words.alert[data.kind]
    return [data.fixed ? words.fixed() : words.subject(valuesOf(data, speech))]
  },
  body: (data, speech) => {
    const { alert } = speech.words
    const words = alert[data.kind]
    const values = valuesOf(data, speech)
    if (data.fixed) {
      return (
        <EmailLayout speech={speech} preview={alert.fixedPreview}>
          <Heading>{words.fixed()}</Heading>
          <Text>
            {words.fixedWhat} {alert.fixedPreview}
          </Text>
          <Rule />
          <Text soft>{alert.why(data)}</Text>
        </EmailLayout>
      )
    }
    return (
      <EmailLayout speech={speech} preview={words.what(values)}>
        <Heading>{words.subject(values)}</Heading>
        <Text>{words.what(values)}</Text>
        <Text>
          {alert.since({ moment: speech.moment(data.since) })}
          {!countsWhomItConcerns(data) && ` ${alert.affected(values)}`}
        </Text>
        <ActionLink href={data.url}>{words.button}</ActionLink>
        <Subheading>{alert.stillWorks}</Subheading>
        <Text>{words.works}</Text>
        <Rule />
        <Text soft>{alert.why(data)}</Text>
      </EmailLayout>
    )
  },
}

/** Then the sentence has said it, and everybody's number beside it would contradict. */
function countsWhomItConcerns({ count }: AdminAlertData): boolean {
  return count.number > 0 && (count.what === 'people' || count.what === 'doors')
}

function valuesOf(
  { people, doors, days, detail, count }: AdminAlertData,
  { words, language }: Speech,
) {
  const hours = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'hour',
    unitDisplay: 'long',
  })
  const counts = {
    people: words.people,
    doors: words.doors,
    requests: (number: number) => number.toLocaleString(language),
    hours: (number: number) => hours.format(number),
  }
  return {
    people: words.people(people),
    doors: words.doors(doors),
    days: words.days(days),
    count: counts[count.what](count.number),
    detail,
  }
}
