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
render(<App />, document.getElementById('app')!)
