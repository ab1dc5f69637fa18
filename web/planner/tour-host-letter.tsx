import { render } from 'preact'
import { useEffect } from 'preact/hooks'
import type { TourHosts } from '../../shared/host.ts'
import { formatDays } from '../format.ts'
import { en } from '../i18n/host.en.ts'
import { fr } from '../i18n/host.fr.ts'
import { useText } from '../i18n/text.ts'

type LetterProps = { readonly centre: TourHosts['centres'][number]; readonly url: string; readonly until: string }

/** While it is drawn, printing the page prints this letter to the centre alone; nothing of it is on screen. */
export function PrintedHostLetter(props: LetterProps) {
  const { centre, url, until } = props
  useEffect(() => {
    const sheet = document.createElement('div')
    sheet.className = 'printed-alone'
    document.body.append(sheet)
    render(<Letter centre={centre} url={url} until={until} />, sheet)
    return () => {
      render(null, sheet)
      sheet.remove()
    }
  }, [centre, url, until])
  return null
}

function Letter({ centre, url, until }: LetterProps) {
  const t = useText(fr, en)
  return (
    <article class="stack">
      <h1>{t.letterTitle}</h1>
      <p>
        <strong>{centre.centreName}</strong>
      </p>
      <p>{t.letterAsk(centre.stops[0]?.unitName ?? '')}</p>
      <ul>
        {centre.stops.map((stop) => (
          <li key={stop.stopId}>{formatDays(stop.firstDay, stop.lastDay)}</li>
        ))}
      </ul>
      <p>{t.letterHow}</p>
      <p class="host-letter-address">{url}</p>
      <p>{t.linkUntil(until)}</p>
      <p>{t.letterEnd}</p>
    </article>
  )
}
