import type { HostCentreId } from '../shared/ids.ts'
import { api, call } from './api.ts'
import { en } from './i18n/common.en.ts'
import { fr } from './i18n/common.fr.ts'
import { useText } from './i18n/text.ts'
import { useLoad, valueIn } from './load.ts'
import { session } from './session.ts'
import { Select } from './ui/select.tsx'
import { inText, useUrlState } from './url-state.ts'

const SHAPE = { centre: inText() }

/** The centre a screen is about: the one in the address when the person is on duty there, else their first. */
export function useMyCentre() {
  const [state, change] = useUrlState(SHAPE)
  const signedIn = session.value
  const mine = signedIn.status === 'signed_in' ? signedIn.person.centreIds : []
  const centreId = mine.find((id) => id === state.centre) ?? mine[0] ?? null
  const centres = useLoad(mine.length > 0 ? () => call(api.api.centres.$get()) : null, [mine.length])
  const known = (valueIn(centres) ?? []).filter((centre) => mine.includes(centre.hostCentreId))
  return {
    centreId,
    /** Name, zone and the rest of every centre where the person is on duty; empty until loaded. */
    centres: known,
    centre: known.find((centre) => centre.hostCentreId === centreId),
    choose: (id: HostCentreId) => change({ centre: id }),
  }
}

/** Lets a person on duty in several centres say which one they mean; nothing for the others. */
export function CentrePicker({ mine }: { mine: ReturnType<typeof useMyCentre> }) {
  const t = useText(fr, en)
  if (mine.centres.length < 2) return null
  return (
    <Select
      label={t.centre}
      value={mine.centreId ?? ''}
      options={mine.centres.map((centre) => ({ value: centre.hostCentreId, label: centre.name }))}
      onChange={mine.choose}
    />
  )
}
