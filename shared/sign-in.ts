import { z } from 'zod'
import { AuthenticatorId } from './ids.ts'
import { SIX_DIGITS, withoutSpaces } from './one-time-code.ts'
import { PASSWORD_MAX, PASSWORD_MIN } from './password.ts'
import { Role } from './person.ts'
import { Instant } from './time.ts'

/** How a session was opened. `psc` is Pro Santé Connect. */
export const SignInMethod = z.enum(['demo', 'passkey', 'password', 'psc'])
export type SignInMethod = z.infer<typeof SignInMethod>

/** A password as typed: any character, no rule of composition, never changed on its way. */
export const Password = z.string().min(PASSWORD_MIN).max(PASSWORD_MAX)
/** A password someone tries: whatever fits, so that the answer to a wrong one says nothing. */
const TriedPassword = z.string().min(1).max(PASSWORD_MAX)
const SignInName = z.string().trim().toLowerCase().min(1).max(80)
/** Six digits of an application of one-time codes; spaces are ignored. */
const OneTimeCode = z.string().max(12).transform(withoutSpaces).pipe(z.string().regex(SIX_DIGITS))
/** The secret part of an invitation's address. */
export const InvitationToken = z.string().regex(/^[\w-]{20,100}$/)
/** What one calls a way in: « Téléphone », « Clé du bureau ». */
const Label = z.string().trim().min(1).max(60)

const Base64Url = z
  .string()
  .regex(/^[\w-]*$/)
  .max(8192)

/** What a browser answers when a passkey is made (WebAuthn level 3, RegistrationResponseJSON). */
export const PasskeyRegistration = z.object({
  id: Base64Url,
  rawId: Base64Url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url,
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
  clientExtensionResults: z.object({}),
})
export type PasskeyRegistration = z.infer<typeof PasskeyRegistration>

/** What a browser answers when a passkey is used (AuthenticationResponseJSON). */
export const PasskeyAssertion = z.object({
  id: Base64Url,
  rawId: Base64Url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Base64Url.optional(),
  }),
  clientExtensionResults: z.object({}),
})
export type PasskeyAssertion = z.infer<typeof PasskeyAssertion>

export const PasswordAttempt = z.object({ signInName: SignInName, password: TriedPassword, code: OneTimeCode })
export type PasswordAttempt = z.infer<typeof PasswordAttempt>

/** Lost device: a recovery code, and the password where the account has one. */
export const RecoveryAttempt = z.object({
  signInName: SignInName,
  password: z.string().max(PASSWORD_MAX),
  recoveryCode: z.string().min(1).max(60),
})
export type RecoveryAttempt = z.infer<typeof RecoveryAttempt>

export const NewPasskey = z.object({ response: PasskeyRegistration, name: Label })
export const NewPassword = z.object({ password: Password, code: OneTimeCode, name: Label })
export const PasswordChange = z.object({ current: TriedPassword, password: Password })
export const NewLabel = z.object({ name: Label })

/** What the page of an invitation shows: for whom it is, and until when. */
export const OpenInvitation = z.object({
  name: z.string(),
  role: Role,
  signInName: z.string(),
  expiresAt: Instant,
  /** Their earlier ways in end when it is used. */
  replaces: z.boolean(),
})
export type OpenInvitation = z.infer<typeof OpenInvitation>

/** A secret for an application of one-time codes: to type, and as an `otpauth:` address to draw. */
export type OneTimeSecret = { readonly secret: string; readonly address: string }

/** A professional activity as Pro Santé Connect lists them; chosen when there are several. */
export const Activity = z.object({ place: z.string(), city: z.string() })
export type Activity = z.infer<typeof Activity>

/** One way in, as its owner sees it. */
export const Authenticator = z.object({
  authenticatorId: AuthenticatorId,
  kind: z.enum(['passkey', 'password']),
  name: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
})
export type Authenticator = z.infer<typeof Authenticator>

/** One open session of mine. `device` is `browser/system`, each `other` when unknown. */
export const OpenSession = z.object({
  sessionId: z.string(),
  method: SignInMethod,
  device: z.string(),
  createdAt: Instant,
  lastSeenAt: Instant,
  isThisOne: z.boolean(),
})
export type OpenSession = z.infer<typeof OpenSession>

/** What a person sees of their own account. */
export const OwnAccount = z.object({
  signInName: z.string().nullable(),
  email: z.string().nullable(),
  hasRpps: z.boolean(),
  activity: Activity.nullable(),
  authenticators: z.array(Authenticator),
  sessions: z.array(OpenSession),
  recoveryCodesLeft: z.number(),
})
export type OwnAccount = z.infer<typeof OwnAccount>
