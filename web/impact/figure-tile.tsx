import { en } from '../i18n/impact.en.ts'
import { fr } from '../i18n/impact.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'

export type Figure = {
  readonly id: string
  readonly name: string
  readonly definition: string
  readonly shown: string
  /** Opens its list; a figure of the whole has none. */
  readonly onOpen?: () => void
}

/** A figure with its name, the sentence that defines it and the way to its list. */
export function FigureTile({ figure: { name, definition, shown, onOpen } }: { figure: Figure }) {
  const t = useText(fr, en)
  return (
    <div class="impact-figure card">
      <dt>{name}</dt>
      <dd class="impact-value figures">{shown}</dd>
      <dd class="impact-definition">{definition}</dd>
      {onOpen && (
        <dd class="impact-open no-print">
          <Button size="s" variant="quiet" icon="right" aria-label={t.openList(name)} onClick={onOpen}>
            {t.list}
          </Button>
        </dd>
      )}
    </div>
  )
}
