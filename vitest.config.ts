import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    pool: 'forks',
    // Every processor, and modules loaded once a worker: no test replaces one, and loading took longer than testing.
    maxWorkers: '100%',
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/e2e/**', 'tests/bench/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: [
            'tests/{store,access,operations,server,demo,tours,referrals,appointments,messages,impact}/**/*.test.ts',
          ],
          // Its walks start from copies of one world made table by table in memory: SQLite alone.
          exclude: ['tests/referrals/safety-invariant.test.ts'],
          env: { TEST_ENGINE: 'postgres' },
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 60_000,
          // What a person would wait for: a page on a busy machine is not wrong because it is late.
          expect: { poll: { timeout: 15_000, interval: 100 } },
          fileParallelism: false,
          // After all others, alone: each journey has a browser and a server of its own.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
