import type { PlanRates } from '../../shared/plan.ts'
import { formatNumber } from '../format.ts'
import { en } from '../i18n/proposal.en.ts'
import { fr } from '../i18n/proposal.fr.ts'
import { useText } from '../i18n/text.ts'
import { Table } from '../ui/table.tsx'
import { RATE_KEYS, rateIn } from './proposal-rates.ts'

/** The rates a proposal was computed with. */
export function RatesTable({ rates }: { rates: PlanRates }) {
  const t = useText(fr, en)
  return (
    <Table
      caption={t.ratesUsed}
      showCaption
      rows={RATE_KEYS}
      rowKey={(key) => key}
      columns={[
        { key: 'name', header: t.rateName, names: true, cell: (key) => t.rate[key] },
        { key: 'value', header: t.rateValue, align: 'end', cell: (key) => formatNumber(rateIn(rates, key), 2) },
      ]}
    />
  )
}
