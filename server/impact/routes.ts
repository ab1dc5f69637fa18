import { Hono } from 'hono'
import { ImpactQuery, SmallCells } from '../../shared/impact.ts'
import { SeasonQuery } from '../../shared/season.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { languageOf } from '../access/language.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { impactTable } from './impact-table.ts'
import { readSeason } from './read-season.ts'
import { reportImpact } from './report-impact.ts'
import { setSmallCells } from './set-small-cells.ts'

/** `/api/impact`: what tours and seasons achieved, in counts per centre, department and class. */
export function impactRoutes(ports: Ports) {
  return new Hono<Env>()
    .get('/', allow('planner'), valid('query', ImpactQuery), async (c) =>
      c.json(orRefuse(await reportImpact(ports, c.req.valid('query')))),
    )
    .get('/bilan.csv', allow('planner'), valid('query', ImpactQuery), async (c) => {
      const report = orRefuse(await reportImpact(ports, c.req.valid('query')))
      const name = `bilan-${report.scope.from}-${report.scope.to}.csv`
      return c.body(impactTable(report, languageOf(c)), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${name}"`,
      })
    })
    .put('/small-cells', allow('planner', 'administrator'), valid('json', SmallCells), async (c) => {
      const cells = c.req.valid('json')
      await setSmallCells(ports, cells, c.get('person'))
      return c.json(cells)
    })
}

/** `/api/season`: who is where, every unit together. */
export function seasonRoutes(ports: Ports) {
  return new Hono<Env>().get('/', allow('planner'), valid('query', SeasonQuery), async (c) =>
    c.json(orRefuse(await readSeason(ports, c.req.valid('query')))),
  )
}
