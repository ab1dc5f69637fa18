import type { SettingLine } from '../../shared/administration.ts'
import { api, call } from '../api.ts'
import { formatMinutes, formatNumber, formatSeconds, formatShare } from '../format.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { language } from '../i18n/language.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Badge } from '../ui/badge.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { type Column, Table } from '../ui/table.tsx'

/** Every figure that decides something, group by group, with its default and its origin. */
export function SettingsPanel() {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const settings = useLoad(() => call(api.api.admin.settings.$get()), [])
  const write = (line: SettingLine, figure: SettingLine['value']): string => {
    if (figure === null) return line.group === 'deadlines' ? t.settings.noLimit : t.settings.notSet
    if (typeof figure === 'boolean') return figure ? common.yes : common.no
    if (typeof figure === 'string') return t.settings.words[figure] ?? figure
    return writeNumber(figure, line.unit, t.settings)
  }
  const columns: Column<SettingLine>[] = [
    {
      key: 'figure',
      header: t.settings.figure,
      names: true,
      cell: (line) => (
        <>
          {t.settings.names[`${line.group}.${line.key}`] ?? line.key}
          {line.about && <span class="soft small"> – {line.about[language.value]}</span>}
        </>
      ),
    },
    {
      key: 'value',
      header: t.settings.value,
      cell: (line) => (
        <>
          {write(line, line.value)} {line.value !== line.default && <Badge tone="info">{t.settings.changed}</Badge>}
        </>
      ),
    },
    {
      key: 'default',
      header: t.settings.default,
      cell: (line) => <span class="soft">{write(line, line.default)}</span>,
    },
    {
      key: 'source',
      header: t.settings.source,
      cell: (line) => <Badge>{t.settings.sources[line.source]}</Badge>,
    },
  ]
  return (
    <div class="stack">
      <p class="soft readable">{t.settings.help}</p>
      <Loaded load={settings} lines={12}>
        {(lines) => (
          <>
            {[...new Set(lines.map((line) => line.group))].map((group) => (
              <section key={group} class="stack-tight" aria-labelledby={`settings-${group}`}>
                <h2 id={`settings-${group}`}>{t.settings.groups[group]}</h2>
                <Table
                  caption={t.settings.groups[group]}
                  columns={columns}
                  rows={lines.filter((line) => line.group === group)}
                  rowKey={(line) => `${line.key} ${line.about?.fr ?? ''}`}
                />
              </section>
            ))}
          </>
        )}
      </Loaded>
    </div>
  )
}

function writeNumber(figure: number, unit: SettingLine['unit'], text: (typeof fr)['settings']): string {
  const count = formatNumber(figure, 2)
  if (unit === 'minutes') return formatMinutes(figure)
  if (unit === 'seconds') return formatSeconds(figure)
  if (unit === 'share') return formatShare(figure)
  if (unit === 'hours') return text.hours(count)
  if (unit === 'pixels' || unit === 'megapixels' || unit === 'megabytes') return text[unit](count)
  if (unit === 'days' || unit === 'weeks' || unit === 'points') return text[unit](count, figure >= 2)
  return count
}
