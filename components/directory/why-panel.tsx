import { Section } from '@/components/ui/page'
import { StatusBadge } from '@/components/ui/status'
import type { PersonConfirmations } from '@/lib/doors/schemas'
import { type ByHandManagement, GiveByHand, HandGrantActions } from './by-hand'
import { DoorByDoor } from './door-by-door'
import { type HadByHand, HadByHandList } from './had-by-hand'
import { WhyGranted } from './why-granted'
import { WhyLacks } from './why-lacks'
import type { WhyPlace } from './why-places'

/** Why this person has this access: per property what was given, by which rule, on which values. */
export function WhyPanel({
  person,
  byHand,
  hadByHand,
  places,
  confirmations,
  suspendedAt,
  ended,
}: {
  person: { id: string; name: string }
  byHand: ByHandManagement
  /** What the person had by hand before all access ended, and has not any more. */
  hadByHand: HadByHand[]
  places: WhyPlace[]
  /** Which doors know of each grant. */
  confirmations: PersonConfirmations['grants']
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
              {place.keyBecause && <p className="text-ink-soft">{place.keyBecause}</p>}
              {place.grants.map((grant) => (
                <WhyGranted
                  key={`${grant.accessGroupId} ${grant.source}`}
                  grant={grant}
                  place={place}
                  confirmation={confirmations.find((one) => one.grantId === grant.grantId)}
                >
                  {grant.source === 'hand' && (
                    <HandGrantActions grant={grant} place={place} person={person} manage={byHand} />
                  )}
                </WhyGranted>
              ))}
              {!ended && <WhyLacks place={place} />}
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
                <DoorByDoor place={place} suspended={suspendedAt.includes(place.propertyId)} />
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
