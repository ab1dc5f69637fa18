import { en } from './i18n/common.en.ts'
import { fr } from './i18n/common.fr.ts'
import { useText } from './i18n/text.ts'
import { type Rank, RankBadge } from './ui/badge.tsx'

const RANKS: Record<'R' | 'P1' | 'P2' | 'P3' | 'P4', Rank> = { R: 'alert', P1: 1, P2: 2, P3: 3, P4: 4 }

/** A priority class by colour, shape and text; its full wording is read out, and shown when `full`. */
export function PriorityBadge({
  priorityClass,
  full,
}: {
  priorityClass: keyof typeof RANKS
  full?: boolean | undefined
}) {
  const { priority } = useText(fr, en)
  return (
    <RankBadge rank={RANKS[priorityClass]} title={full ? undefined : priority[priorityClass]}>
      {full ? priority[priorityClass] : priorityClass}
    </RankBadge>
  )
}
