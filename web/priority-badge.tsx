import type { Protocol } from '../shared/protocol.ts'
import { en } from './i18n/common.en.ts'
import { fr } from './i18n/common.fr.ts'
import { language } from './i18n/language.ts'
import { useText } from './i18n/text.ts'
import { type Rank, RankBadge } from './ui/badge.tsx'

const RANKS: Record<'R' | 'P1' | 'P2' | 'P3' | 'P4', Rank> = { R: 'alert', P1: 1, P2: 2, P3: 3, P4: 4 }

/**
 * A priority class by colour, shape and text; its full wording is read out, and shown when `full`. The words are those of
 * the specialty's protocol where `protocol` is at hand, else words that hold for every specialty.
 */
export function PriorityBadge({
  priorityClass,
  protocol,
  full,
}: {
  priorityClass: keyof typeof RANKS
  protocol?: Pick<Protocol, 'classes'> | undefined
  full?: boolean | undefined
}) {
  const { priority } = useText(fr, en)
  const own = protocol?.classes.find((one) => one.id === priorityClass)?.label[language.value]
  const words = own ?? priority[priorityClass]
  return (
    <RankBadge rank={RANKS[priorityClass]} title={full ? undefined : words}>
      {full ? words : priorityClass}
    </RankBadge>
  )
}
