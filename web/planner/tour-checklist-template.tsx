import { useState } from 'preact/hooks'
import type { Problem } from '../../shared/problem.ts'
import type { ReadinessOwner, TemplateLine } from '../../shared/readiness.ts'
import type { Unit } from '../../shared/unit.ts'
import { api, call } from '../api.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/growth.en.ts'
import { fr } from '../i18n/growth.fr.ts'
import { en as readinessEn } from '../i18n/readiness.en.ts'
import { fr as readinessFr } from '../i18n/readiness.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { wordItem } from '../readiness-wording.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'

const OWNERS: readonly ReadinessOwner[] = ['centre', 'operator', 'specialist']

/** The points new stops of a unit start from: who sees to each, how many days before; points added in its own words. */
export function TourChecklistTemplate({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const t = useText(fr, en)
  const c = useText(commonFr, commonEn)
  const param = { unitId: unit.unitId }
  const kept = useLoad(() => call(api.api.readiness.templates[':unitId'].$get({ param })), [unit.unitId])
  const [edited, setEdited] = useState<readonly TemplateLine[] | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const save = async () => {
    if (!edited) return onClose()
    setBusy(true)
    const answer = await call(api.api.readiness.templates[':unitId'].$put({ param, json: { lines: [...edited] } }))
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ text: t.templateSaved })
    onClose()
  }
  return (
    <Dialog
      title={t.templateOf(unit.name)}
      onClose={onClose}
      wide
      notice={problem && <Notice tone="error">{problem.message}</Notice>}
      actions={
        <>
          <Button onClick={onClose}>{c.cancel}</Button>
          <Button variant="primary" busy={isBusy} disabled={!edited} onClick={() => void save()}>
            {c.save}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p class="soft">{t.templateExplained}</p>
        <Loaded load={kept} lines={8}>
          {(value) => <TemplateLines lines={edited ?? value.lines} onChange={setEdited} />}
        </Loaded>
      </div>
    </Dialog>
  )
}

function TemplateLines({
  lines,
  onChange,
}: {
  lines: readonly TemplateLine[]
  onChange: (lines: readonly TemplateLine[]) => void
}) {
  const t = useText(fr, en)
  const r = useText(readinessFr, readinessEn)
  const [name, setName] = useState('')
  const change = (at: number, part: Partial<TemplateLine>) =>
    onChange(lines.map((line, index) => (index === at ? { ...line, ...part } : line)))
  const add = () => {
    const label = name.trim()
    if (!label) return
    const item = freshItem(lines)
    onChange([...lines, { item, label, owner: 'operator', daysBefore: 30 }])
    setName('')
  }
  return (
    <>
      <ul class="plain-list stack-tight">
        {lines.map((line, index) => {
          const title = line.item === 'lodging' ? t.lodgingEach : wordItem(line.item, line.label)
          return (
            <li key={line.item} class="template-line">
              <span>{title}</span>
              <Select
                label={`${t.owner} – ${title}`}
                hideLabel
                options={OWNERS.map((value) => ({ value, label: r.owner[value] }))}
                value={line.owner}
                onChange={(owner) => change(index, { owner })}
              />
              <TextInput
                label={`${t.daysBefore} – ${title}`}
                hideLabel
                type="number"
                value={String(line.daysBefore)}
                onInput={(days) => change(index, { daysBefore: Math.max(0, Math.min(365, Number(days) || 0)) })}
              />
              <Button
                size="s"
                variant="quiet"
                icon="cross"
                iconOnly
                onClick={() => onChange(lines.filter((_, other) => other !== index))}
              >
                {t.removePoint(title)}
              </Button>
            </li>
          )
        })}
      </ul>
      <div class="row">
        <TextInput label={t.pointName} value={name} maxLength={80} onInput={setName} />
        <Button icon="plus" onClick={add}>
          {t.addPoint}
        </Button>
      </div>
    </>
  )
}

/** A key no other point of the list has. */
function freshItem(lines: readonly TemplateLine[]): string {
  for (let number = 1; ; number++) {
    const item = `own_${number}`
    if (!lines.some((line) => line.item === item)) return item
  }
}
