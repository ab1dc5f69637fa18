import { useRoute } from 'preact-iso/router'
import type { TourId } from '../../shared/ids.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { LinkButton } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { TourEditor } from './tour-editor.tsx'
import './planner.css'

/** Changing a draft by hand. A published tour is changed stop by stop instead, from its own page. */
export function EditPage() {
  const t = useText(fr, en)
  const { tourId } = useRoute().params as { tourId: TourId }
  const tour = useLoad(() => call(api.api.tours[':tourId'].$get({ param: { tourId } })), [tourId])
  const places = valueIn(useLoad(() => call(api.api.tours.places.$get()), []))
  const name = valueIn(tour)?.tour.name ?? t.tour
  return (
    <Page
      title={t.editTitle(name)}
      intro={t.editIntro}
      wide
      actions={<LinkButton href={`/tournees?tournee=${tourId}`}>{t.leaveEdit}</LinkButton>}
    >
      <Loaded load={tour} lines={8}>
        {(detail) =>
          detail.tour.state === 'draft' || detail.tour.state === 'proposed' ? (
            <TourEditor
              key={detail.tour.revision}
              detail={detail}
              centres={places?.centres ?? []}
              onSaved={tour.reload}
            />
          ) : (
            <Notice>{t.notEditable}</Notice>
          )
        }
      </Loaded>
    </Page>
  )
}
