import type { StopState, TourState } from '../../shared/tour.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { Badge, type BadgeTone } from '../ui/badge.tsx'

const TONES: Record<TourState | StopState, BadgeTone> = {
  draft: 'neutral',
  planned: 'neutral',
  proposed: 'info',
  published: 'success',
  running: 'accent',
  done: 'neutral',
  cancelled: 'error',
}

/** Where a tour stands in its life. */
export function TourStateBadge({ state }: { state: TourState }) {
  const t = useText(fr, en)
  return <Badge tone={TONES[state]}>{t.tourState[state]}</Badge>
}

/** Where a stop stands in its life. */
export function StopStateBadge({ state }: { state: StopState }) {
  const t = useText(fr, en)
  return <Badge tone={TONES[state]}>{t.stopState[state]}</Badge>
}
