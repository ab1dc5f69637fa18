import { describe, expect, it } from 'vitest'
import { productionApp } from './production.ts'

describe('every answer', () => {
  it('carries strict headers, whether it is a page, data or a refusal', async () => {
    const { browser } = await productionApp()
    for (const path of ['/', '/api/session', '/api/admin/people', '/api/nothing', '/r/unknown']) {
      const { headers } = await browser().send('GET', path)
      expect(headers.get('strict-transport-security'), path).toBe('max-age=31536000; includeSubDomains')
      expect(headers.get('x-content-type-options'), path).toBe('nosniff')
      expect(headers.get('referrer-policy'), path).toBe('no-referrer')
      const policy = headers.get('content-security-policy')
      for (const part of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
        expect(policy, path).toContain(part)
      }
      expect(policy, path).not.toMatch(/unsafe|\*/)
      if (path.startsWith('/api/')) expect(headers.get('cache-control'), path).toBe('no-store')
    }
  })
})
