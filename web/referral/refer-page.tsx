import { useEffect, useMemo, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { HostCentreId } from '../../shared/ids.ts'
import type { PictureRules } from '../../shared/picture.ts'
import type { Protocol } from '../../shared/protocol.ts'
import type { Draft } from '../../shared/referral.ts'
import { type Answer, api, call } from '../api.ts'
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
import { DEFAULT_SPECIALTY } from './refer-values.ts'
import { SentPanel } from './sent-panel.tsx'
import './referral.css'

const SHAPE = { brouillon: inText(), specialite: inText(DEFAULT_SPECIALTY) }

/** The page that refers a patient: a draft of its own in the address, so that any device takes it up again. */
export function ReferPage() {
  const t = useText(fr, en)
  const mine = useMyCentre()
  const [address, change] = useUrlState(SHAPE)
  useEffect(() => {
    if (address.brouillon === '') change({ brouillon: crypto.randomUUID() })
  }, [address.brouillon, change])
  const specialty = address.specialite || DEFAULT_SPECIALTY
  const protocol = useFirst(specialty, () => call(api.api.referrals.protocol.$get({ query: { specialty } })))
  const rules = useFirst('', () => call(api.api.pictures.rules.$get()))
  const drafts = useFirst(address.brouillon, () => call(api.api.referrals.drafts.$get()))
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
          <Loaded load={rules} lines={10}>
            {(pictureRules) => (
              <Loaded load={drafts} lines={10}>
                {(known) =>
                  address.brouillon !== '' && (
                    <Referring
                      key={`${address.brouillon} ${specialty}`}
                      centreId={mine.centreId!}
                      specialty={specialty}
                      protocol={words as Protocol}
                      mode={mode}
                      pictureRules={pictureRules}
                      draftId={address.brouillon}
                      draft={known.find((draft) => draft.draftId === address.brouillon)}
                    />
                  )
                }
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

/**
 * What was loaded first, kept while the form is on screen: what is typed since is newer, and asking again in vain (the
 * session has ended, the network is cut) must not take the form away.
 */
function useFirst<Value>(key: string, ask: () => Promise<Answer<Value>>) {
  const load = useLoad(ask, [key])
  const first = useRef<{ key: string; load: typeof load } | null>(null)
  if (first.current?.key !== key) first.current = null
  if (load.status === 'loaded') first.current ??= { key, load }
  return first.current?.load ?? load
}

function Referring(props: {
  centreId: HostCentreId
  specialty: string
  protocol: Protocol
  mode: 'declared' | 'assisted'
  pictureRules: PictureRules
  draftId: string
  draft: Draft | undefined
}) {
  const state = useMemo(
    () => createReferState({ ...props, centreId: props.draft?.centreId ?? props.centreId }),
    [props.draftId, props.specialty],
  )
  const { route } = useLocation()
  useEffect(() => {
    if (props.draft) void state.pictures.load()
    const saveWhenHidden = () => {
      if (document.visibilityState === 'hidden' && state.draft.hasUnsaved()) void state.draft.saveNow()
    }
    const warnBeforeLoss = (event: BeforeUnloadEvent) => {
      if (state.hasUnsaved()) event.preventDefault()
    }
    document.addEventListener('visibilitychange', saveWhenHidden)
    window.addEventListener('beforeunload', warnBeforeLoss)
    return () => {
      document.removeEventListener('visibilitychange', saveWhenHidden)
      window.removeEventListener('beforeunload', warnBeforeLoss)
      if (state.draft.hasUnsaved()) void state.draft.saveNow()
      state.stop()
    }
  }, [state])
  if (state.sent.value) {
    return <SentPanel state={state} onAnother={() => route(`/adressages/nouveau?brouillon=${crypto.randomUUID()}`)} />
  }
  return <ReferForm state={state} />
}
