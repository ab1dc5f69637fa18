import { z } from 'zod'

// Identifiers are random UUIDs: they say nothing of whom or what they name, so they may stand in URLs and logs.

export const PersonId = z.uuid().brand('PersonId')
export type PersonId = z.infer<typeof PersonId>

export const AuthenticatorId = z.uuid().brand('AuthenticatorId')
export type AuthenticatorId = z.infer<typeof AuthenticatorId>

export const HostCentreId = z.uuid().brand('HostCentreId')
export type HostCentreId = z.infer<typeof HostCentreId>

export const UnitId = z.uuid().brand('UnitId')
export type UnitId = z.infer<typeof UnitId>

export const SpecialistId = z.uuid().brand('SpecialistId')
export type SpecialistId = z.infer<typeof SpecialistId>

export const TourId = z.uuid().brand('TourId')
export type TourId = z.infer<typeof TourId>

export const StopId = z.uuid().brand('StopId')
export type StopId = z.infer<typeof StopId>

export const SessionId = z.uuid().brand('SessionId')
export type SessionId = z.infer<typeof SessionId>

export const PatientId = z.uuid().brand('PatientId')
export type PatientId = z.infer<typeof PatientId>

export const ReferralId = z.uuid().brand('ReferralId')
export type ReferralId = z.infer<typeof ReferralId>

export const AlertId = z.uuid().brand('AlertId')
export type AlertId = z.infer<typeof AlertId>

export const SlotId = z.uuid().brand('SlotId')
export type SlotId = z.infer<typeof SlotId>

export const AppointmentId = z.uuid().brand('AppointmentId')
export type AppointmentId = z.infer<typeof AppointmentId>

export const MessageId = z.uuid().brand('MessageId')
export type MessageId = z.infer<typeof MessageId>
