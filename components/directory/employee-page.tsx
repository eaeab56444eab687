import { PageHeader } from '@/components/ui/page'
import { StatusBadge } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import type { HistoryMoment } from '@/lib/activity/schemas'
import type { EmployeeDetails } from '@/lib/directory/schemas'
import type { DoorTouch, PersonConfirmations } from '@/lib/doors/schemas'
import type { EmployeeCard } from '@/lib/keys/schemas'
import { AccessSwitch, type AccessSwitchProps } from './access-switch'
import type { ByHandManagement } from './by-hand'
import type { CardManagement } from './card-dialogs'
import { statusWords } from './directory-words'
import { EmployeeCards } from './employee-cards'
import { EmployeeEmails } from './employee-emails'
import { type DetailManagement, EmployeeFacts } from './employee-facts'
import { EmployeeGroups } from './employee-groups'
import { EmployeeHistory } from './employee-history'
import { EmployeeKeys } from './employee-keys'
import { EmployeeNotice, type NoticeProps } from './employee-notice'
import { ErasedPerson } from './erased-person'
import type { HadByHand } from './had-by-hand'
import { HadRole, type HadRoleProps } from './had-role'
import type { KeyManagement } from './key-dialogs'
import { RecentDoors } from './recent-doors'
import { WhatIf, type WhatIfProps } from './what-if'
import { WhyPanel } from './why-panel'
import type { WhyPlace } from './why-places'

export interface EmployeePageProps extends Omit<NoticeProps, 'ended'> {
  places: WhyPlace[]
  history: HistoryMoment[]
  actions: Pick<AccessSwitchProps, 'hold' | 'release'> &
    Record<'whatIf', Pick<WhatIfProps, 'readFields' | 'compute'>>
  keys: KeyManagement
  details: DetailManagement
  byHand: ByHandManagement
  hadByHand: HadByHand[]
  /** Null unless the person was an administrator before all access ended. */
  hadRole: Pick<HadRoleProps, 'had' | 'refusal' | 'giveBack'> | null
  cards: EmployeeCard[]
  cardAskedAt: Date | null
  manageCards: CardManagement
  /** Which doors know of what was given and taken. */
  confirmations: PersonConfirmations
  recentDoors: DoorTouch[]
}

/** One person: what is true, why, and the one thing to press when it must stop. */
export function EmployeePage(props: EmployeePageProps) {
  const { person, places, history, timeZone, actions, keys, cards } = props
  const ended = person.status === 'deactivated' || person.status === 'deleted'
  if (person.erasedAt) return <ErasedPerson {...props} erasedAt={person.erasedAt} />
  return (
    <>
      <div className={ended ? 'grayscale [&_h1]:text-ink-soft' : undefined}>
        <PageHeader
          back={{ href: '/employees', label: 'Employees' }}
          title={person.name}
          state={<StateSentence person={person} timeZone={timeZone} />}
          actions={
            ended || props.conflict ? null : (
              <AccessSwitch {...switchOf(person, places, cards)} {...actions} />
            )
          }
        />
      </div>
      <EmployeeNotice {...props} ended={props.confirmations.ended} />
      {props.hadRole && <HadRole person={person} timeZone={timeZone} {...props.hadRole} />}
      <div className="grid gap-x-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          <WhyPanel
            person={person}
            byHand={props.byHand}
            hadByHand={props.hadByHand}
            places={places}
            confirmations={props.confirmations.grants}
            suspendedAt={suspendedPlaces(person, cards)}
            ended={person.status !== 'active'}
          />
          {!ended && <WhatIf employeeId={person.id} {...actions.whatIf} />}
          <EmployeeKeys
            person={person}
            keyless={keylessOf(person, places)}
            confirmations={props.confirmations.keys}
            contacts={props.contacts}
            ended={ended}
            manage={keys}
          />
          <EmployeeCards
            person={person}
            cards={cards}
            askedAt={props.cardAskedAt}
            places={openTo(person, places)}
            timeZone={timeZone}
            manage={props.manageCards}
          />
          <RecentDoors employeeId={person.id} touches={props.recentDoors} timeZone={timeZone} />
          <EmployeeEmails emails={person.emails} timeZone={timeZone} />
        </div>
        <div className="min-w-0">
          <EmployeeFacts person={person} timeZone={timeZone} manage={props.details} />
          <EmployeeGroups groups={person.groups} />
          <EmployeeHistory employeeId={person.id} moments={history} timeZone={timeZone} />
        </div>
      </div>
    </>
  )
}

/** Where the living key opens nothing for now, and no card does. */
function suspendedPlaces({ keys }: EmployeeDetails, cards: EmployeeCard[]): string[] {
  const byCard = new Set(
    cards.flatMap((card) => (card.suspendedAt || card.revokedAt ? [] : card.propertyId)),
  )
  return keys
    .filter((key) => key.suspendedAt && !key.revokedAt && !byCard.has(key.propertyId))
    .map((key) => key.propertyId)
}

/** Where the person may open doors, and so a key or a card could open something. */
function openTo(person: EmployeeDetails, places: WhyPlace[]): WhyPlace[] {
  return person.status === 'active' ? places.filter((place) => place.grants.length > 0) : []
}

/** Where a key is missing that could open something. */
function keylessOf(person: EmployeeDetails, places: WhyPlace[]): WhyPlace[] {
  const living = new Set(
    person.keys.filter((key) => key.revokedAt === null).map((key) => key.propertyId),
  )
  return openTo(person, places).filter((place) => !living.has(place.propertyId))
}

function StateSentence({ person, timeZone }: { person: EmployeeDetails; timeZone: string }) {
  const { word, tone } = statusWords[person.status]
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <StatusBadge tone={tone}>{word}</StatusBadge>
      {person.source === 'entra' ? (
        <span>
          Comes from Microsoft Entra ID (Azure AD), last update{' '}
          <Time at={person.lastModifiedAt} timeZone={timeZone} />.
          {person.entraAddress && (
            <>
              {' '}
              <a
                href={person.entraAddress}
                target="_blank"
                rel="noreferrer"
                className="text-accent underline"
              >
                Open in Entra
              </a>
            </>
          )}
        </span>
      ) : (
        <span>Kept in Sequr alone. If Entra sends this e-mail, the two become one person.</span>
      )}
    </span>
  )
}

function switchOf(
  person: EmployeeDetails,
  places: WhyPlace[],
  carried: EmployeeCard[],
): Pick<AccessSwitchProps, 'employeeId' | 'name' | 'effect'> {
  const who = { employeeId: person.id, name: person.name }
  if (person.status !== 'active') {
    const reason = person.status === 'held' ? 'by_hand' : 'conflict'
    return { ...who, effect: { kind: 'release', reason } }
  }
  const accessGroups = places.flatMap((place) => place.grants).length
  const keys = person.keys.filter((key) => key.revokedAt === null).length
  const cards = carried.filter((card) => card.revokedAt === null).length
  return { ...who, effect: { kind: 'hold', accessGroups, keys, cards } }
}
