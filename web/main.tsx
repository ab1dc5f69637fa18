import { render } from 'preact'
import { onSignedOut } from './api.ts'
import { App } from './app.tsx'
import { loadClock } from './clock.ts'
import { language } from './i18n/language.ts'
import { loadSession, noticeExpiry } from './session.ts'
import './ui/base.css'

document.documentElement.lang = language.value
onSignedOut(noticeExpiry)
void loadSession()
void loadClock()
render(<App />, document.getElementById('app')!)
