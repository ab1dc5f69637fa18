import { describe, expect, it } from 'vitest'
import { productionApp } from './production.ts'

describe('every answer', () => {
  it('carries strict headers, whether it is a page, data or a refusal', async () => {
    const { browser } = await productionApp()
    const pages = ['/', '/r/unknown', '/h/unknown', '/programme', '/calendriers/unit/x/y.ics', '/assets/gone.js']
    const data = [
      '/api/session',
      '/api/admin/people',
      '/api/nothing',
      '/health/ready',
      '/metrics',
      '/data/towns.geojson',
    ]
    for (const path of [...pages, ...data]) {
      const { headers } = await browser().send('GET', path)
      expect(headers.get('strict-transport-security'), path).toBe('max-age=31536000; includeSubDomains')
      expect(headers.get('x-content-type-options'), path).toBe('nosniff')
      expect(headers.get('referrer-policy'), path).toBe('no-referrer')
      const policy = headers.get('content-security-policy')
      for (const part of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
        expect(policy, path).toContain(part)
      }
      expect(policy, path).not.toMatch(/unsafe|\*/)
      expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin')
      expect(headers.get('cross-origin-resource-policy'), path).toBe('same-origin')
      for (const feature of ['camera', 'microphone', 'geolocation', 'usb']) {
        expect(headers.get('permissions-policy'), path).toContain(`${feature}=()`)
      }
      if (path.startsWith('/api/')) expect(headers.get('cache-control'), path).toBe('no-store')
    }
  })

  it('has a number of its own, which nobody outside chooses', async () => {
    const { browser } = await productionApp()
    const { headers } = await browser().send('GET', '/api/session', undefined, { 'X-Request-Id': '0639987766' })
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/)
  })
})
