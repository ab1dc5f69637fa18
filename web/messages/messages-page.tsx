import { en } from '../i18n/messages.en.ts'
import { fr } from '../i18n/messages.fr.ts'
import { useText } from '../i18n/text.ts'
import { session } from '../session.ts'
import { Page } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { inChoice, useUrlState } from '../url-state.ts'
import { LogPanel } from './log-panel.tsx'
import { RepliesPanel } from './replies-panel.tsx'
import { SendingNotice } from './sending-notice.tsx'
import { TemplatesPanel } from './templates-panel.tsx'
import './messages.css'

const IDS = ['log', 'replies', 'templates'] as const
const ADDRESS = { onglet: inChoice(IDS, 'log') }

/** What was written to patients and what they answered; an administrator sees the texts and the switch only. */
export function MessagesPage() {
  const t = useText(fr, en)
  const [{ onglet }, setAddress] = useUrlState(ADDRESS)
  const state = session.value
  if (state.status === 'signed_in' && state.person.role === 'administrator') {
    return (
      <Page title={t.title} intro={t.adminIntro}>
        <SendingNotice canSwitch />
        <TemplatesPanel canEdit />
      </Page>
    )
  }
  return (
    <Page title={t.title} intro={t.intro}>
      <SendingNotice />
      <Tabs
        label={t.title}
        tabs={IDS.map((id) => ({ id, label: t.tabs[id] }))}
        selected={onglet}
        onSelect={(id) => setAddress({ onglet: id })}
      >
        {onglet === 'log' && <LogPanel />}
        {onglet === 'replies' && <RepliesPanel />}
        {onglet === 'templates' && <TemplatesPanel />}
      </Tabs>
    </Page>
  )
}
