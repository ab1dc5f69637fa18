import { describe, expect, it } from 'vitest'
import type { SpecialistRoster } from '../../shared/roster.ts'
import type { Instant } from '../../shared/time.ts'
import { testApp } from '../support/test-app.ts'

describe('a specialist’s days just past', () => {
  it('stay in reach for two weeks, theirs alone, to record what was left', async () => {
    const { ports, rawAs } = await testApp({ seed: 'demo' })
    const pastDaysOn = async (today: string, who: string) => {
      ports.clock.moveTo(`${today}T09:00:00Z` as Instant)
      const { days } = (await (await (await rawAs(who))('/api/stops/open-days')).json()) as SpecialistRoster
      return days.filter((day) => day.date < today).map(({ date, standing }) => `${date} ${standing}`)
    }
    expect(await pastDaysOn('2026-02-07', 'Saturnin')).toEqual([
      '2026-02-04 mine',
      '2026-02-05 mine',
      '2026-02-06 mine',
    ])
    expect(await pastDaysOn('2026-02-07', 'Ondine')).toEqual([])
    expect(await pastDaysOn('2026-02-19', 'Saturnin')).toContain('2026-02-05 mine')
    expect(await pastDaysOn('2026-02-19', 'Saturnin')).not.toContain('2026-02-04 mine')
  })
})
