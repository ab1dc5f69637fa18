import type { AccessAction } from '../../shared/administration.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { inText, type UrlState } from '../url-state.ts'

/** Which lines are shown, as the address says. */
export const LOG_ADDRESS = {
  person: inText(),
  record: inText(),
  action: inText(),
  from: inText(),
  to: inText(),
}
export type LogFilters = UrlState<typeof LOG_ADDRESS>

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** What the filters ask of the server; an identifier that is not whole yet asks for nothing. */
export function queryOf(filters: LogFilters): Record<string, string> {
  const given = Object.entries(filters).filter(([name, text]) => text !== '' && (name !== 'record' || UUID.test(text)))
  return Object.fromEntries(given)
}

/** The choices that narrow the access log, and its export as they stand. */
export function AccessLogFilters({
  filters,
  onChange,
}: {
  filters: LogFilters
  onChange: (change: Partial<LogFilters>) => void
}) {
  const t = useText(fr, en)
  const people = useLoad(() => call(api.api.admin.people.$get()), [])
  const known = people.status === 'loaded' ? people.value : []
  const query = queryOf(filters)
  const isNarrowed = Object.values(filters).some((text) => text !== '')
  return (
    <div class="admin-lengths admin-log-filters">
      <Select
        label={t.log.who}
        empty={t.log.anybody}
        value={filters.person}
        onChange={(person) => onChange({ person })}
        options={known.map(({ personId, name }) => ({ value: personId, label: name }))}
      />
      <Select
        label={t.log.what}
        empty={t.log.anything}
        value={filters.action}
        onChange={(action) => onChange({ action })}
        options={(Object.keys(t.log.actions) as AccessAction[]).map((action) => ({
          value: action,
          label: t.log.actions[action] ?? action,
        }))}
      />
      <TextInput
        label={t.log.recordWanted}
        hint={t.log.recordHelp}
        error={filters.record === '' || UUID.test(filters.record) ? undefined : t.log.recordWrong}
        value={filters.record}
        spellcheck={false}
        onInput={(record) => onChange({ record: record.trim() })}
      />
      <TextInput label={t.log.from} type="date" value={filters.from} onInput={(from) => onChange({ from })} />
      <TextInput label={t.log.to} type="date" value={filters.to} onInput={(to) => onChange({ to })} />
      <div class="admin-lengths-act">
        <LinkButton icon="down" download href={`/api/admin/access-log/journal.csv?${new URLSearchParams(query)}`}>
          {t.log.export}
        </LinkButton>
        {isNarrowed && (
          <Button variant="quiet" onClick={() => onChange({ person: '', record: '', action: '', from: '', to: '' })}>
            {t.log.showAll}
          </Button>
        )}
      </div>
    </div>
  )
}
