import { useEffect, useMemo, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { HostCentreId } from '../../shared/ids.ts'
import type { Protocol } from '../../shared/protocol.ts'
import type { Draft } from '../../shared/referral.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { useMyCentre } from '../my-centre.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { inText, useUrlState } from '../url-state.ts'
import { ReferForm } from './refer-form.tsx'
import { createReferState } from './refer-state.ts'
import { SentPanel } from './sent-panel.tsx'
import './referral.css'

const SHAPE = { brouillon: inText(), specialite: inText('dermatology') }

/** The page that refers a patient: a draft of its own in the address, so that any device takes it up again. */
export function ReferPage() {
  const t = useText(fr, en)
  const mine = useMyCentre()
  const [address, change] = useUrlState(SHAPE)
  useEffect(() => {
    if (address.brouillon === '') change({ brouillon: crypto.randomUUID() })
  }, [address.brouillon, change])
  const specialty = address.specialite || 'dermatology'
  const protocol = useLoad(() => call(api.api.referrals.protocol.$get({ query: { specialty } })), [specialty])
  const drafts = useDrafts(address.brouillon)
  if (!mine.centreId) {
    return (
      <Page title={t.newTitle}>
        <EmptyState title={t.noDuty}>{t.noDutyHelp}</EmptyState>
      </Page>
    )
  }
  return (
    <Page title={t.newTitle} intro={mine.centre && t.newIntro(mine.centre.name)}>
      <Loaded load={protocol} lines={10}>
        {({ protocol: words, mode }) => (
          <Loaded load={drafts} lines={10}>
            {(known) =>
              address.brouillon !== '' && (
                <Referring
                  key={`${address.brouillon} ${specialty}`}
                  centreId={mine.centreId!}
                  specialty={specialty}
                  protocol={words as Protocol}
                  mode={mode}
                  draftId={address.brouillon}
                  draft={known.find((draft) => draft.draftId === address.brouillon)}
                />
              )
            }
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

/** The drafts as they were when the page opened: what is typed since is newer. */
function useDrafts(draftId: string) {
  const drafts = useLoad(() => call(api.api.referrals.drafts.$get()), [draftId])
  const first = useRef<typeof drafts | null>(null)
  const asked = useRef(draftId)
  if (asked.current !== draftId) {
    asked.current = draftId
    first.current = null
  }
  if (drafts.status === 'loaded') first.current ??= drafts
  return first.current ?? drafts
}

function Referring(props: {
  centreId: HostCentreId
  specialty: string
  protocol: Protocol
  mode: 'declared' | 'assisted'
  draftId: string
  draft: Draft | undefined
}) {
  const state = useMemo(
    () => createReferState({ ...props, centreId: props.draft?.centreId ?? props.centreId }),
    [props.draftId, props.specialty],
  )
  const { route } = useLocation()
  useEffect(() => {
    const save = () => {
      if (document.visibilityState === 'hidden' && state.draftStatus.value === 'saving') void state.saveNow()
    }
    document.addEventListener('visibilitychange', save)
    return () => {
      document.removeEventListener('visibilitychange', save)
      if (state.hasChanges()) void state.saveNow()
    }
  }, [state])
  if (state.sent.value) {
    return <SentPanel state={state} onAnother={() => route(`/adressages/nouveau?brouillon=${crypto.randomUUID()}`)} />
  }
  return <ReferForm state={state} />
}
