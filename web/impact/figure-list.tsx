import { namedDepartment } from '../../shared/department-names.ts'
import type { ImpactMeasures, ImpactReport } from '../../shared/impact.ts'
import { FIGURES, type FigureId } from '../../shared/impact-figures.ts'
import { impactWordsEn, impactWordsFr } from '../../shared/impact-words.ts'
import { formatCount } from '../format.ts'
import { en } from '../i18n/impact.en.ts'
import { fr } from '../i18n/impact.fr.ts'
import { useText } from '../i18n/text.ts'
import { PriorityBadge } from '../priority-badge.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Table } from '../ui/table.tsx'
import { wordFigure } from './wording.ts'

/** What a figure is made of: by priority, way of care, department and centre. Counts, never a person. */
export function FigureList({ id, report, onClose }: { id: FigureId; report: ImpactReport; onClose: () => void }) {
  const t = useText(fr, en)
  const words = useText(impactWordsFr, impactWordsEn)
  const { unit, of, ofClass } = FIGURES[id]
  const shown = (value: number | null) => wordFigure(unit, value, t)
  const figureOf = ({ measures }: { measures: ImpactMeasures }) => shown(of(measures))
  const value = { key: 'value', header: t.value, align: 'end' as const }
  return (
    <Dialog title={`${words.figures[id].name} : ${shown(of(report.total))}`} onClose={onClose} wide>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list scrolls by keyboard too */}
      <section class="stack" aria-label={t.list} tabIndex={0}>
        <p class="soft">{words.figures[id].definition}</p>
        {ofClass && (
          <Table
            caption={t.perClass}
            showCaption
            rows={report.total.classes}
            rowKey={(line) => line.priorityClass}
            columns={[
              {
                key: 'class',
                header: t.priority,
                names: true,
                cell: (line) => <PriorityBadge priorityClass={line.priorityClass} />,
              },
              { ...value, cell: (line) => shown(ofClass(line)) },
            ]}
          />
        )}
        {id === 'redirected' && (
          <Table
            caption={t.perKind}
            showCaption
            rows={Object.entries(report.total.redirected)}
            rowKey={([kind]) => kind}
            columns={[
              { key: 'kind', header: t.perKind, names: true, cell: ([kind]) => words.redirections[kind] },
              { ...value, cell: ([, count]) => formatCount(count) },
            ]}
          />
        )}
        <Table
          caption={t.perDepartment}
          showCaption
          rows={report.departments}
          rowKey={(line) => line.department}
          columns={[
            { key: 'department', header: t.department, names: true, cell: (line) => namedDepartment(line.department) },
            { ...value, cell: figureOf },
          ]}
        />
        <Table
          caption={t.perCentre}
          showCaption
          rows={report.centres}
          rowKey={(line) => line.centreId}
          columns={[
            {
              key: 'centre',
              header: t.centre,
              names: true,
              cell: (line) => (
                <>
                  {line.centreName} <span class="soft">({line.department})</span>
                </>
              ),
            },
            { ...value, cell: figureOf },
          ]}
        />
      </section>
    </Dialog>
  )
}
