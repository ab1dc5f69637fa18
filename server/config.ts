import { z } from 'zod'
import { refuse } from '../shared/problem.ts'
import { isClamdAddress } from './operations/clamd.ts'

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** With both, the application listens in TLS alone: for a proxy on another machine. */
  TLS_CERT_FILE: z.string().min(1).optional(),
  TLS_KEY_FILE: z.string().min(1).optional(),
  ESCALE_MODE: z.enum(['demo', 'production']).default('demo'),
  /** Folder of the database file and of what may be computed again. */
  ESCALE_DATA: z.string().min(1).default('var'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** 32 bytes in base64: seals identity, phone and clinical text. Made and kept in the data folder in demo mode. */
  ESCALE_KEY: z
    .string()
    .refine((key) => Buffer.from(key, 'base64').length === 32, { message: 'must be 32 bytes in base64' })
    .optional(),
  /** The keys in a file instead, which `rotate-key` adds to while the application runs. */
  ESCALE_KEY_FILE: z.string().min(1).optional(),
  /** Where patients' links point and where people sign in, for example https://rdv.example.org */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  /** Pro Santé Connect is offered when its client identifier is given. */
  PSC_CLIENT_ID: z.string().min(1).optional(),
  PSC_CLIENT_SECRET: z.string().min(1).optional(),
  PSC_ISSUER: z.url().default('https://auth.esw.esante.gouv.fr/auth/realms/esante-wallet'),
  /** Where the realm describes itself; by default as Pro Santé Connect does. */
  PSC_DISCOVERY_URL: z.url().optional(),
  PSC_SCOPE: z.string().min(1).default('openid scope_all'),
  /** Levels of authentication taken, the one asked for first. */
  PSC_ACR: z.string().min(1).default('eidas1'),
  SMS_GATEWAY: z.enum(['console', 'ovhcloud', 'brevo', 'twilio']).default('console'),
  SMS_SENDER: z.string().max(11).default('RDV SANTE'),
  OVH_ENDPOINT: z.url().default('https://eu.api.ovh.com/1.0'),
  OVH_APPLICATION_KEY: z.string().optional(),
  OVH_APPLICATION_SECRET: z.string().optional(),
  OVH_CONSUMER_KEY: z.string().optional(),
  OVH_SERVICE_NAME: z.string().optional(),
  BREVO_ENDPOINT: z.url().default('https://api.brevo.com/v3'),
  BREVO_API_KEY: z.string().optional(),
  BREVO_WEBHOOK_SECRET: z.string().optional(),
  TWILIO_ENDPOINT: z.url().default('https://api.twilio.com'),
  TWILIO_ACCOUNT_SID: z.string().optional(),
  TWILIO_AUTH_TOKEN: z.string().optional(),
  TWILIO_FROM: z.string().optional(),
  TRAVEL_PROVIDER: z.enum(['settlements', 'roads', 'openrouteservice']).default('settlements'),
  OPENROUTESERVICE_HOST: z.url().optional(),
  OPENROUTESERVICE_KEY: z.string().optional(),
  /** Address of an online MapLibre style; the embedded map is drawn without it. */
  MAP_STYLE_URL: z.url().optional(),
  /** Where clamd listens; what people send passes it before anything is done of it. */
  ANTIVIRUS_URL: z
    .string()
    .refine(isClamdAddress, { message: 'must be tcp://host:3310 or unix:///path/of/the/socket' })
    .optional(),
  TRIAGE_MODE: z.enum(['declared', 'assisted']).default('declared'),
  /** Requests a minute for each person, and for each address without an account [P]. */
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).default(600),
  /** Reverse proxies in front: how far from the right `X-Forwarded-For` is believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(8).default(0),
  /** What Prometheus shows to read the figures; without it they are answered to this machine alone. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Seconds during which a stopping process says it is not ready and still answers, for a proxy to notice. */
  DRAIN_SECONDS: z.coerce.number().min(0).max(60).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

export type Config = ReturnType<typeof shapeConfig>

function shapeConfig(env: z.infer<typeof Environment>) {
  return {
    port: env.PORT,
    host: env.HOST,
    tls: env.TLS_CERT_FILE && env.TLS_KEY_FILE ? { certFile: env.TLS_CERT_FILE, keyFile: env.TLS_KEY_FILE } : null,
    demo: env.ESCALE_MODE === 'demo',
    dataFolder: env.ESCALE_DATA,
    databaseUrl: env.DATABASE_URL,
    key: env.ESCALE_KEY,
    keyFile: env.ESCALE_KEY_FILE,
    publicUrl: env.PUBLIC_URL ?? `${env.TLS_CERT_FILE ? 'https' : 'http'}://localhost:${env.PORT}`,
    proSanteConnect: proSanteConnectOf(env),
    triageMode: env.TRIAGE_MODE,
    logLevel: env.LOG_LEVEL,
    metricsToken: env.METRICS_TOKEN,
    drainSeconds: env.DRAIN_SECONDS,
    requestsPerMinute: env.RATE_LIMIT_PER_MINUTE,
    trustedProxies: env.TRUSTED_PROXIES,
    mapStyleUrl: env.MAP_STYLE_URL,
    antivirusUrl: env.ANTIVIRUS_URL,
    travel: {
      provider: env.TRAVEL_PROVIDER,
      openrouteserviceHost: env.OPENROUTESERVICE_HOST,
      openrouteserviceKey: env.OPENROUTESERVICE_KEY,
    },
    sms: {
      gateway: env.SMS_GATEWAY,
      sender: env.SMS_SENDER,
      ovhcloud: {
        endpoint: env.OVH_ENDPOINT,
        applicationKey: env.OVH_APPLICATION_KEY,
        applicationSecret: env.OVH_APPLICATION_SECRET,
        consumerKey: env.OVH_CONSUMER_KEY,
        serviceName: env.OVH_SERVICE_NAME,
      },
      brevo: { endpoint: env.BREVO_ENDPOINT, apiKey: env.BREVO_API_KEY, webhookSecret: env.BREVO_WEBHOOK_SECRET },
      twilio: {
        endpoint: env.TWILIO_ENDPOINT,
        accountSid: env.TWILIO_ACCOUNT_SID,
        authToken: env.TWILIO_AUTH_TOKEN,
        from: env.TWILIO_FROM,
      },
    },
  }
}

function proSanteConnectOf(env: z.infer<typeof Environment>) {
  if (env.PSC_CLIENT_ID === undefined || env.PSC_CLIENT_SECRET === undefined) return null
  return {
    clientId: env.PSC_CLIENT_ID,
    clientSecret: env.PSC_CLIENT_SECRET,
    issuer: env.PSC_ISSUER,
    discoveryUrl: env.PSC_DISCOVERY_URL ?? `${env.PSC_ISSUER}/.well-known/wallet-openid-configuration`,
    scope: env.PSC_SCOPE,
    acrValues: env.PSC_ACR.split(/\s+/),
  }
}

/** Where people come, and whom the application or their browsers call. */
const ADDRESSES = [
  ...(['PUBLIC_URL', 'PSC_ISSUER', 'PSC_DISCOVERY_URL', 'OVH_ENDPOINT', 'BREVO_ENDPOINT', 'TWILIO_ENDPOINT'] as const),
  ...(['OPENROUTESERVICE_HOST', 'MAP_STYLE_URL'] as const),
]

const SAY_SSLMODE =
  'on another machine, say sslmode=verify-full (or sslmode=disable where the network itself is encrypted)'

const SAY_SCANNER =
  'clamd speaks in clear: on this machine (unix:///run/clamav/clamd.ctl or tcp://127.0.0.1:3310), or at this end of a tunnel'

/** What cannot be so in production, one line each: without https, nothing is safe but on one's own machine. */
function faultsOfProduction(env: z.infer<typeof Environment>): string[] {
  const isOwnMachine = (url: string) => ['', 'localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)
  const isUnsaid = (url: string | undefined) =>
    url !== undefined && !isOwnMachine(url) && !new URL(url).searchParams.has('sslmode')
  const isPlain = (url: string | undefined) => url !== undefined && !url.startsWith('https:') && !isOwnMachine(url)
  return [
    ...ADDRESSES.filter((name) => isPlain(env[name])).map((name) => `${name}: must be https in production`),
    ...(isUnsaid(env.DATABASE_URL) ? [`DATABASE_URL: ${SAY_SSLMODE}`] : []),
    ...(env.ANTIVIRUS_URL && !isOwnMachine(env.ANTIVIRUS_URL) ? [`ANTIVIRUS_URL: ${SAY_SCANNER}`] : []),
    ...(env.PSC_CLIENT_ID && !env.PSC_CLIENT_SECRET ? ['PSC_CLIENT_SECRET: required with PSC_CLIENT_ID'] : []),
  ]
}

function faultsOfCertificate(env: z.infer<typeof Environment>): string[] {
  const missing = (['TLS_CERT_FILE', 'TLS_KEY_FILE'] as const).filter((name) => !env[name])
  return missing.length === 1 ? [`${missing[0]}: one does not go without the other; give both, or neither`] : []
}

/** Reads the environment; the refusal `bad_configuration` lists every variable at fault, never its value. */
export function readConfig(environment: Record<string, string | undefined>) {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(filled)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    return refuse('bad_configuration', { details: { faults } })
  }
  const config = shapeConfig(parsed.data)
  if (!config.demo && !config.key && !config.keyFile) {
    return refuse('bad_configuration', {
      field: 'ESCALE_KEY',
      details: { faults: ['ESCALE_KEY or ESCALE_KEY_FILE: required in production'] },
    })
  }
  const faults = [...faultsOfCertificate(parsed.data), ...(config.demo ? [] : faultsOfProduction(parsed.data))]
  if (faults.length > 0) return refuse('bad_configuration', { details: { faults } })
  return config
}
