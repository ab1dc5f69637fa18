import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { Env } from '../access/env.ts'
import type { Ports } from '../ports.ts'

/** What a page could ask of a device and ours never does: a picture comes from the camera's own application, as a file. */
const NEVER_USED = {
  accelerometer: [],
  camera: [],
  displayCapture: [],
  geolocation: [],
  gyroscope: [],
  hid: [],
  magnetometer: [],
  microphone: [],
  midi: [],
  payment: [],
  serial: [],
  usb: [],
}

/** The headers by which a browser holds every answer, page or data, to what is ours. */
export function strictHeaders({ config }: Pick<Ports, 'config'>): MiddlewareHandler<Env> {
  const online = config.mapStyleUrl ? [new URL(config.mapStyleUrl).origin] : []
  // Signing out of Pro Santé Connect posts a form there.
  const provider = config.proSanteConnect ? [new URL(config.proSanteConnect.issuer).origin] : []
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      fontSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', ...online],
      connectSrc: ["'self'", ...online],
      workerSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'", ...provider],
      baseUri: ["'none'"],
      objectSrc: ["'none'"],
      frameAncestors: ["'none'"],
    },
    permissionsPolicy: NEVER_USED,
    referrerPolicy: 'no-referrer',
    strictTransportSecurity: 'max-age=31536000; includeSubDomains',
    xFrameOptions: 'DENY',
  })
}
