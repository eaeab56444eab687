import type { SetupState } from './setup-state'

/**
 * The guide's fourteen instructions (azure-guide.txt, step 4) as seven items, with today's menu
 * names and the old ones. An item that we can see happen ticks itself (D25 to D30).
 */
export type ChecklistItemId =
  | 'create-app'
  | 'provisioning'
  | 'credentials'
  | 'test'
  | 'mappings'
  | 'scope'
  | 'start'

export interface ChecklistItem {
  id: ChecklistItemId
  title: string
  /** The numbers of the guide's instructions that this item covers. */
  guide: number[]
  steps: string[]
  formerly: string | null
  recommended: string | null
  warning: string | null
  copies: 'tenant-url-and-token' | null
  /** Filled when it was seen to happen. */
  seen: { at: Date; sentence: string } | null
}

const QUIET_MEANS_CYCLE_ENDED_MS = 60_000

/** Every item with what was seen of it so far; `names` for whom the directory's people are no secret. */
export function checklistOf(
  { integration }: Pick<SetupState, 'integration'>,
  { now, names }: { now: Date; names: boolean },
): ChecklistItem[] {
  const { testReceivedAt, firstPersonAt, firstPersonName } = integration
  const who = names ? ` (${firstPersonName ?? 'name unknown'})` : ''
  const seen: Partial<Record<ChecklistItemId, [Date | null, string]>> = {
    test: [testReceivedAt, 'Test Connection received, passed'],
    scope: [firstPersonAt, `First person arrived${who}`],
    start: [firstCycleEnd(integration, now), 'First full cycle seen'],
  }
  return items.map((item) => {
    const [at, sentence] = seen[item.id] ?? [null, '']
    return { ...item, seen: at && { at, sentence } }
  })
}

/** Entra does not say that a cycle ended: the next one's probes say it, or a minute of silence. */
export function firstCycleEnd(integration: SetupState['integration'], now: Date): Date | null {
  if (integration.firstCycleAt) return integration.firstCycleAt
  const { firstPersonAt, lastContactAt } = integration
  if (!firstPersonAt || !lastContactAt) return null
  const quiet = now.getTime() - lastContactAt.getTime() > QUIET_MEANS_CYCLE_ENDED_MS
  return quiet ? lastContactAt : null
}

const items: Omit<ChecklistItem, 'seen'>[] = [
  {
    id: 'create-app',
    title: 'Create an application',
    guide: [1, 2, 3],
    steps: [
      'Sign in to the Microsoft Entra admin center.',
      'Open Entra ID → Enterprise apps → New application → Create your own application.',
      'Enter a name, for example “Sequr”, choose “Integrate any other application (Non-gallery)” and press Create.',
    ],
    formerly:
      'Azure Active Directory → Enterprise Applications → All → Non-gallery Application → Add',
    recommended: null,
    warning: null,
    copies: null,
  },
  {
    id: 'provisioning',
    title: 'Open provisioning',
    guide: [4, 5],
    steps: [
      'In the new application open Provisioning, then Connect your application.',
      'Where a Provisioning Mode is asked, choose Automatic.',
    ],
    formerly: 'Provisioning tab → Provisioning Mode → Automatic',
    recommended: null,
    warning: null,
    copies: null,
  },
  {
    id: 'credentials',
    title: 'Paste the Tenant URL and the token',
    guide: [6, 7],
    steps: [
      'Paste the Tenant URL into Tenant URL.',
      'Paste the token that you created into Secret Token.',
    ],
    formerly: 'Admin Credentials',
    recommended: null,
    warning: null,
    copies: 'tenant-url-and-token',
  },
  {
    id: 'test',
    title: 'Test the connection and save',
    guide: [8, 9],
    steps: [
      'Press Test Connection. An error is shown there and here.',
      'When it succeeds, press Create (formerly Save).',
    ],
    formerly: 'Test Connection → Save',
    recommended: null,
    warning: null,
    copies: null,
  },
  {
    id: 'mappings',
    title: 'Look at the attribute mapping',
    guide: [10],
    steps: [
      'Under Attribute mapping open “Provision Microsoft Entra ID Users”.',
      'Set the source of externalId to objectId, so that a person stays the same person whatever is renamed.',
      'The guide also says: if people are edited in Sequr, switch off Update under Target Object Actions.',
    ],
    formerly: 'Mappings → Synchronize Azure Active Directory Users',
    recommended: 'Keep Create, Update and Delete switched on.',
    warning:
      'Switching off Update also stops Entra from telling us when someone leaves: their doors would stay open to them.',
    copies: null,
  },
  {
    id: 'scope',
    title: 'Choose who is sent',
    guide: [11, 14],
    steps: [
      'Under Settings set Scope to “Sync only assigned users and groups”.',
      'Under Users and groups add the people and groups that should have doors.',
    ],
    formerly: 'Settings → Scope, and Users and groups',
    recommended: 'Sync only assigned users and groups.',
    warning: null,
    copies: null,
  },
  {
    id: 'start',
    title: 'Start provisioning',
    guide: [12, 13],
    steps: ['Press Start provisioning (formerly: Provisioning Status On, then Save).'],
    formerly: 'Provisioning Status → On → Save',
    recommended: null,
    warning: null,
    copies: null,
  },
]
