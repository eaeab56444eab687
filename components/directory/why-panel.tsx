import { Check, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { rulesAddress } from '@/components/rules/rules-address'
import { Section, TextLink } from '@/components/ui/page'
import { StatusBadge } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import { hoursText, type OpeningHours } from '@/lib/kernel/opening-hours'
import { counted } from '@/lib/kernel/words'
import { type ByHandManagement, GiveByHand, HandGrantActions } from './by-hand'
import { type HadByHand, HadByHandList } from './had-by-hand'
import { RuleReason, type WhyRule } from './rule-reason'

export interface WhyGrant {
  accessGroupId: string
  accessGroup: string
  hours: OpeningHours
  doors: string[]
  source: 'rule' | 'hand'
  since: Date
  until: Date | null
  givenBy: string | null
  reason: string | null
  /** The rules no longer give it, and its removal waits for a decision since then. */
  waitsSince: Date | null
  /** The matching rules that give it; empty when it was given by hand. */
  rules: WhyRule[]
}

export interface WhyLack {
  accessGroupId: string
  accessGroup: string
  doors: string[]
  closest: WhyRule | null
}

export interface WhyDoor {
  id: string
  name: string
  /** The person's access groups that open it; none when it stays shut. */
  through: string[]
  openedBy: string[]
}

export interface WhyPlace {
  propertyId: string
  property: string
  timeZone: string
  role: string | null
  /** Which of the matching rules decides, where they give different roles. */
  roleBecause: string | null
  /** False while the property has no rule at all: nothing is decided there. */
  hasRules: boolean
  grants: WhyGrant[]
  /** The access groups that the person does not have, each with the closest rule that gives it. */
  lacks: WhyLack[]
  doors: WhyDoor[]
}

/** Why this person has this access: per property what was given, by which rule, on which values. */
export function WhyPanel({
  person,
  byHand,
  hadByHand,
  places,
  suspendedAt,
  ended,
}: {
  person: { id: string; name: string }
  byHand: ByHandManagement
  /** What the person had by hand before all access ended, and has not any more. */
  hadByHand: HadByHand[]
  places: WhyPlace[]
  /** The properties where the person's key opens nothing for now. */
  suspendedAt: string[]
  ended: boolean
}) {
  return (
    <Section title="Access, and why" id="why">
      {places.length === 0 ? (
        <p className="text-ink-soft">There is no property yet, so there are no doors to open.</p>
      ) : (
        <ul className="divide-y rounded-base border bg-raised">
          {places.map((place) => (
            <li key={place.propertyId} className="grid gap-3 p-4">
              <PlaceHead place={place} />
              {place.roleBecause && <p className="text-ink-soft">{place.roleBecause}</p>}
              {place.grants.map((grant) => (
                <Grant
                  key={`${grant.accessGroupId} ${grant.source}`}
                  grant={grant}
                  timeZone={place.timeZone}
                >
                  {grant.source === 'hand' && (
                    <HandGrantActions grant={grant} place={place} person={person} manage={byHand} />
                  )}
                </Grant>
              ))}
              {!ended && <Lacks place={place} />}
              {!ended && (
                <HadByHandList
                  had={hadByHand.filter((one) => one.propertyId === place.propertyId)}
                  person={person}
                  manage={byHand}
                />
              )}
              {!ended && (
                <GiveByHand choices={place.lacks} place={place} person={person} manage={byHand} />
              )}
              {place.doors.length > 0 && (
                <Doors place={place} suspended={suspendedAt.includes(place.propertyId)} />
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function PlaceHead({ place }: { place: WhyPlace }) {
  const open = place.grants.length > 0
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <h3 className="font-semibold">{place.property}</h3>
      <p className="flex items-center gap-3 text-small text-ink-soft">
        {place.role && <span>Role {place.role}</span>}
        <StatusBadge tone={open ? 'healthy' : 'neutral'}>
          {open ? 'Has access' : 'No access'}
        </StatusBadge>
      </p>
    </div>
  )
}

function Grant({
  grant,
  timeZone,
  children,
}: {
  grant: WhyGrant
  timeZone: string
  children: ReactNode
}) {
  return (
    <div className="grid gap-1.5">
      <details className="group">
        <summary className="w-fit cursor-pointer">
          <span className="font-medium">{grant.accessGroup}</span>
          <span className="text-ink-soft">
            {' '}
            · {counted(grant.doors.length, 'door')}
            {grant.hours && ` · ${hoursText(grant.hours)}`}
          </span>
        </summary>
        <p className="mt-1 max-w-[72ch] pl-4 text-small text-ink-soft">
          {grant.doors.length > 0 ? grant.doors.join(', ') : 'This access group has no doors yet.'}
        </p>
      </details>
      <div className="grid gap-1.5 pl-4">
        <Origin grant={grant} timeZone={timeZone} />
        <p className="text-small text-ink-soft">
          Since <Time at={grant.since} timeZone={timeZone} />
        </p>
        {children}
      </div>
    </div>
  )
}

/** By hand, by which rules, or kept although no rule gives it any more. */
function Origin({ grant, timeZone }: { grant: WhyGrant; timeZone: string }) {
  if (grant.source === 'hand') {
    return (
      <p>
        Given by hand{grant.givenBy && ` by ${grant.givenBy}`}
        {grant.reason && `, “${grant.reason}”`}
        {grant.until ? (
          <>
            . Ends <Time at={grant.until} timeZone={timeZone} />.
          </>
        ) : (
          '. It has no end.'
        )}
      </p>
    )
  }
  if (grant.waitsSince) {
    return (
      <p>
        No rule gives this any more. It is kept because more people would lose access than your
        limit lets pass, since <Time at={grant.waitsSince} timeZone={timeZone} />:{' '}
        <TextLink href="/inbox/removals">decide</TextLink>.
      </p>
    )
  }
  return grant.rules.map((rule) => (
    <RuleReason key={rule.id} rule={rule} lead="Because the rule" end="matched" />
  ))
}

/** Every access group that stays shut, with the rule that would come closest to opening it. */
function Lacks({ place }: { place: WhyPlace }) {
  const rules = rulesAddress({ propertyId: place.propertyId })
  if (!place.hasRules) {
    return (
      <p className="text-ink-soft">
        This property has no rule, so nobody new gets doors here.{' '}
        <TextLink href={rules}>Add a rule</TextLink>
      </p>
    )
  }
  return place.lacks.map(({ accessGroupId, accessGroup, doors, closest }) => (
    <div key={accessGroupId} className="grid gap-1.5">
      <p>
        <span className="font-medium">{accessGroup}</span>
        <span className="text-ink-soft"> · {counted(doors.length, 'door')} · no access</span>
      </p>
      <div className="pl-4">
        {closest ? (
          <RuleReason rule={closest} lead="Closest rule" end="" />
        ) : (
          <p className="text-ink-soft">
            No rule gives it. <TextLink href={rules}>Look at the rules</TextLink>
          </p>
        )}
      </div>
    </div>
  ))
}

/** The same told door by door. */
function Doors({ place, suspended }: { place: WhyPlace; suspended: boolean }) {
  const open = suspended ? 0 : place.doors.filter((door) => door.through.length > 0).length
  return (
    <details>
      <summary className="w-fit cursor-pointer">
        Door by door: opens {open} of {counted(place.doors.length, 'door')}
        {suspended && ' while the key is suspended'}
      </summary>
      <ul className="mt-2 grid gap-1 pl-4">
        {place.doors.map((door) => (
          <DoorLine key={door.id} door={door} suspended={suspended} />
        ))}
      </ul>
    </details>
  )
}

function DoorLine({
  door: { name, through, openedBy },
  suspended,
}: {
  door: WhyDoor
  suspended: boolean
}) {
  const given = through.length > 0
  const opens = given && !suspended
  const Icon = opens ? Check : X
  return (
    <li className="flex items-start gap-2">
      <Icon
        size={16}
        strokeWidth={2}
        aria-hidden
        className={`mt-0.5 shrink-0 ${opens ? 'text-gain' : 'text-lose'}`}
      />
      <span className="[overflow-wrap:anywhere]">
        <span className="font-medium">{name}</span>
        <span className="text-ink-soft">
          {opens && ` opens through ${through.join(', ')}`}
          {given && suspended && ` stays shut for now; ${through.join(', ')} opens it again`}
          {!given && openedBy.length > 0 && ` stays shut; ${openedBy.join(', ')} would open it`}
          {!given && openedBy.length === 0 && ' stays shut; no access group holds it'}
        </span>
      </span>
    </li>
  )
}
