import { ChevronRight } from 'lucide-react'
import { classNames } from '@/components/ui/class-names'
import { CopyField } from '@/components/ui/copy-field'
import type { Operand } from '@/lib/rules/engine/operands'
import { isMappedByDefault } from './operand-options'

/** For what Entra has not sent yet: what to do there. */
export function HowToSend({ operand }: { operand: Operand }) {
  return (
    <details className="group text-small">
      <summary className="flex min-h-6 cursor-pointer list-none items-center gap-1 text-attention pointer-coarse:min-h-11">
        <ChevronRight
          size={14}
          strokeWidth={1.75}
          aria-hidden
          className="transition-transform group-open:rotate-90"
        />
        Not sent yet. How to send this from Entra
      </summary>
      <div className="mt-2 grid gap-2 border-l-2 pl-3">
        {operand.type === 'groups' ? <SendGroups /> : <SendAttribute operand={operand} />}
        <p className="text-ink-soft">
          Values arrive with the next cycle that finds a change. Until then nobody meets this
          condition.
        </p>
      </div>
    </details>
  )
}

function SendGroups() {
  return (
    <p>
      In Entra open your application, then <em>Users and groups</em>, and assign the groups.{' '}
      <em>Provision Microsoft Entra ID Groups</em> under <em>Provisioning</em>, <em>Mappings</em>{' '}
      must be on. Assigning groups needs Entra ID P1.
    </p>
  )
}

/** App roles are no plain attribute: this expression sends all of them, and takes away those that end. */
const APP_ROLES = 'AssertiveAppRoleAssignmentsComplex([appRoleAssignments])'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:'

function SendAttribute({ operand }: { operand: Operand }) {
  const { id, entra, scimPath } = operand
  const isAppRole = id === 'appRole'
  const source = isAppRole ? 'Expression' : 'Source attribute'
  // Entra offers as targets what its list of attributes names; ours are not in it.
  const isListed = !scimPath.startsWith('urn:') || scimPath.startsWith(ENTERPRISE)
  return (
    <>
      <p>
        In Entra open your application, then <em>Provisioning</em>, <em>Mappings</em>,{' '}
        <em>Provision Microsoft Entra ID Users</em>.
      </p>
      {!isListed && (
        <p>
          First tick <em>Show advanced options</em>, choose <em>Edit attribute list</em> and add the
          target attribute below, of the type String.
        </p>
      )}
      <p>
        {isMappedByDefault(operand)
          ? 'This line stands in the default mapping. If it was deleted, add it again:'
          : isAppRole
            ? 'Choose Add New Mapping, the mapping type Expression, and fill in:'
            : 'Choose Add New Mapping and fill in:'}
      </p>
      <div className={classNames('grid gap-2', !isAppRole && 'sm:grid-cols-2')}>
        <CopyField label={source} value={isAppRole ? APP_ROLES : entra} what={source} />
        <CopyField label="Target attribute" value={scimPath} what="Target attribute" />
      </div>
      {isAppRole && (
        <p>
          App roles arrive only with the scope <em>Sync only assigned users and groups</em>.
        </p>
      )}
    </>
  )
}
