import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EmployeePage } from '@/components/directory/employee-page'
import { listHadByHand } from '@/lib/access/by-hand/list-had-by-hand'
import { listCards } from '@/lib/access/card-deeds/list-cards'
import { readHadRole } from '@/lib/access/coming-back/read-had-role'
import { explainAccess } from '@/lib/access/explain/explain'
import { listPersonHistory } from '@/lib/activity/person-history'
import { readSiteContacts } from '@/lib/alerts/site-contacts'
import { requireAdmin, whyNot } from '@/lib/auth/session'
import { readHomeTimeZone } from '@/lib/directory/home-time-zone'
import { readEmployee } from '@/lib/directory/read-employee'
import { readConfirmations } from '@/lib/doors/read-confirmations'
import { readRecentDoors } from '@/lib/doors/read-recent-doors'
import { findConflictOf } from '@/lib/inbox/find-conflicts'
import { cardAskedAt } from '@/lib/invitations/card-requests'
import {
  holdEmployeeAction,
  readWhatIfAction,
  releaseEmployeeAction,
  samePersonAction,
  whatIfAction,
} from './actions'
import {
  endCardAction,
  giveCardAction,
  giveCardAgainAction,
  liftCardSuspensionAction,
  reportCardLostAction,
} from './card-actions'
import { tellContactAction } from './contact-actions'
import { editDetailsAction, editPersonAction, takeEntraValueAction } from './detail-actions'
import { endByHandAction, giveByHandAction, giveRoleBackAction } from './hand-actions'
import {
  copySetUpLinkAction,
  issueKeyAction,
  liftSuspensionAction,
  replacePhoneAction,
  revokeKeyAction,
  sendKeyAgainAction,
} from './key-actions'

export const metadata: Metadata = { title: 'Employee' }

export default async function Employee({ params }: { params: Promise<{ id: string }> }) {
  const session = await requireAdmin()
  const { ctx } = session
  const who = { employeeId: (await params).id }
  const person = await readEmployee(ctx, who)
  if (!person) notFound()
  const hadRole = await readHadRole(ctx, who)
  return (
    <EmployeePage
      person={person}
      places={await explainAccess(ctx, who)}
      history={await listPersonHistory(ctx, who)}
      timeZone={await readHomeTimeZone(ctx)}
      cards={await listCards(ctx, who)}
      cardAskedAt={await cardAskedAt(ctx, person.id)}
      confirmations={await readConfirmations(ctx, who)}
      contacts={{
        contacts: await readSiteContacts(ctx, who),
        refusal: await whyNot(session, 'security'),
        tell: tellContactAction,
      }}
      recentDoors={await readRecentDoors(ctx, who)}
      actions={{
        hold: holdEmployeeAction,
        release: releaseEmployeeAction,
        whatIf: { readFields: readWhatIfAction, compute: whatIfAction },
      }}
      conflict={await findConflictOf(ctx, who)}
      settling={{
        refusal: await whyNot(session, 'security'),
        samePerson: samePersonAction,
        differentPeople: releaseEmployeeAction,
      }}
      hadByHand={await listHadByHand(ctx, who)}
      hadRole={
        hadRole && {
          had: hadRole,
          refusal: await whyNot(session, 'global_admin'),
          giveBack: giveRoleBackAction,
        }
      }
      byHand={{
        refusal: await whyNot(session, 'security'),
        mayGiveForGood: (await whyNot(session, 'global_admin')) === undefined,
        give: giveByHandAction,
        end: endByHandAction,
      }}
      manageCards={{
        refusal: await whyNot(session, 'security'),
        give: giveCardAction,
        giveAgain: giveCardAgainAction,
        reportLost: reportCardLostAction,
        liftSuspension: liftCardSuspensionAction,
        end: endCardAction,
      }}
      details={{
        edit: editDetailsAction,
        editPerson: editPersonAction,
        takeEntra: takeEntraValueAction,
      }}
      keys={{
        refusal: await whyNot(session, 'security'),
        sendAgain: sendKeyAgainAction,
        copyLink: copySetUpLinkAction,
        replacePhone: replacePhoneAction,
        liftSuspension: liftSuspensionAction,
        revoke: revokeKeyAction,
        issue: issueKeyAction,
      }}
    />
  )
}
