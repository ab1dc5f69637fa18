import { render } from 'preact'
import { onProofNeeded, onSignedOut } from './api.ts'
import { App } from './app.tsx'
import { loadClock } from './clock.ts'
import { language } from './i18n/language.ts'
import { loadSession, noticeExpiry, noticeStaleProof } from './session.ts'
import './ui/base.css'

document.documentElement.lang = language.value
onSignedOut(noticeExpiry)
onProofNeeded(noticeStaleProof)
void loadSession()
void loadClock()
// A page the browser kept while another was shown may be of a session that has ended since.
addEventListener('pageshow', (event) => {
  if (event.persisted) void loadSession()
})
render(<App />, document.getElementById('app')!)
