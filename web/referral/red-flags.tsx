import type { HostCentreId } from '../../shared/ids.ts'
import type { Protocol } from '../../shared/protocol.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { Notice } from '../ui/notice.tsx'
import { TerritoryContacts } from './territory-contacts.tsx'
import { worded } from './wording.ts'

/** The situations that do not wait for the unit, in full, and whom to call for each. */
export function RedFlags({
  protocol,
  centreId,
}: {
  protocol: Pick<Protocol, 'redFlags' | 'specialty'>
  /** Whose department's contacts are shown. */
  centreId: HostCentreId
}) {
  const t = useText(fr, en)
  return (
    <Notice tone="warning" title={t.redFlags}>
      <p>{t.redFlagsIntro}</p>
      <ul class="referral-red-flags">
        {protocol.redFlags.map((flag) => (
          <li key={flag.code}>
            {worded(flag.situation)} – <strong>{worded(flag.call)}</strong>
          </li>
        ))}
      </ul>
      <TerritoryContacts about={{ centreId, specialty: protocol.specialty }} />
    </Notice>
  )
}
