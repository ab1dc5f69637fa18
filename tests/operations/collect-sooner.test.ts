import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const run = promisify(execFile)

async function highestMegabytes(...words: string[]): Promise<number> {
  const child = join(import.meta.dirname, '../bench/collect-sooner-child.ts')
  return Number((await run(process.execPath, ['--import', 'tsx', child, ...words])).stdout)
}

it('holds much less memory when garbage is cleared away sooner', async () => {
  const asItComes = await highestMegabytes()
  const sooner = await highestMegabytes('sooner')
  expect(sooner).toBeGreaterThan(0)
  expect(sooner).toBeLessThan(asItComes * 0.9)
})
