import type { AppointmentState, PriorityClass } from '../../shared/appointment.ts'
import type { DepartmentCode, InseeCode, LngLat } from '../../shared/geo.ts'
import type { AppointmentId, HostCentreId, PatientId, ReferralId, SlotId, StopId } from '../../shared/ids.ts'
import type { MessageLanguage } from '../../shared/message.ts'
import type { Instant, LocalDate, MinuteOfDay, TimeZone } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Sealed } from '../store/schema.ts'

/** An appointment with what writing to its patient needs: when, where, how they are reached. Nothing clinical but the class. */
export type AppointmentContext = {
  readonly appointmentId: AppointmentId
  readonly referralId: ReferralId
  readonly stopId: StopId
  readonly slotId: SlotId
  readonly state: AppointmentState
  readonly live: boolean
  readonly heldUntil: Instant | null
  readonly bookedAt: Instant
  readonly date: LocalDate
  readonly start: MinuteOfDay
  readonly end: MinuteOfDay
  /** The centre of the referral: whose patient it is. */
  readonly ownerCentreId: HostCentreId
  /** Where the unit stops. */
  readonly stopCentreId: HostCentreId
  readonly specialty: string
  readonly communeInsee: InseeCode
  readonly department: DepartmentCode
  readonly zone: TimeZone
  readonly lngLat: LngLat
  readonly centrePhone: string | null
  readonly address: string | null
  readonly directions: string | null
  readonly patientId: PatientId
  readonly sealedIdentity: Sealed
  readonly sealedPhone: Sealed | null
  readonly phoneOwner: string
  readonly smsInformed: boolean
  readonly smsStopped: boolean
  readonly language: MessageLanguage
  readonly priorityClass: PriorityClass
}

function contexts(db: Database | Transaction) {
  return db
    .selectFrom('appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot_id')
    .innerJoin('stop', 'stop.id', 'appointment.stop_id')
    .innerJoin('host_centre', 'host_centre.id', 'stop.centre_id')
    .innerJoin('referral', 'referral.id', 'appointment.referral_id')
    .innerJoin('patient', 'patient.id', 'referral.patient_id')
    .select([
      'appointment.id as appointmentId',
      'appointment.referral_id as referralId',
      'appointment.stop_id as stopId',
      'appointment.slot_id as slotId',
      'appointment.state',
      'appointment.live',
      'appointment.held_until as heldUntil',
      'appointment.created_at as bookedAt',
      'slot.date',
      'slot.start_minute as start',
      'slot.end_minute as end',
      'referral.centre_id as ownerCentreId',
      'stop.centre_id as stopCentreId',
      'referral.specialty',
      'host_centre.commune_insee as communeInsee',
      'host_centre.department',
      'host_centre.zone',
      'host_centre.lng',
      'host_centre.lat',
      'host_centre.phone as centrePhone',
      'host_centre.address',
      'host_centre.directions',
      'patient.id as patientId',
      'patient.sealed_identity as sealedIdentity',
      'patient.sealed_phone as sealedPhone',
      'patient.phone_owner as phoneOwner',
      'patient.sms_informed as smsInformed',
      'patient.sms_stopped as smsStopped',
      'patient.language',
      'referral.priority_class as priorityClass',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof contexts>['execute']>>[number]

const toContext = ({ live, smsInformed, smsStopped, lng, lat, ...row }: Row): AppointmentContext => ({
  ...row,
  lngLat: [lng, lat],
  live: live === 1,
  smsInformed: smsInformed === 1,
  smsStopped: smsStopped === 1,
})

/** The context of one appointment, or undefined. */
export async function findAppointmentContext(
  db: Database | Transaction,
  appointmentId: AppointmentId,
): Promise<AppointmentContext | undefined> {
  const row = await contexts(db).where('appointment.id', '=', appointmentId).executeTakeFirst()
  return row && toContext(row)
}

/** The contexts of these appointments, by appointment. */
export async function listAppointmentContexts(
  db: Database | Transaction,
  appointmentIds: readonly AppointmentId[],
): Promise<Map<AppointmentId, AppointmentContext>> {
  if (appointmentIds.length === 0) return new Map()
  const rows = await contexts(db)
    .where('appointment.id', 'in', [...appointmentIds])
    .execute()
  return new Map(rows.map((row) => [row.appointmentId, toContext(row)]))
}

/** What says whether an appointment deserves a reminder, without its patient. */
export type StandingVisit = Pick<
  AppointmentContext,
  | 'appointmentId'
  | 'referralId'
  | 'slotId'
  | 'state'
  | 'bookedAt'
  | 'date'
  | 'start'
  | 'ownerCentreId'
  | 'department'
  | 'zone'
  | 'priorityClass'
>

/** The appointments that may deserve a reminder: standing, from a day on, up to another when given, soonest first. */
export async function listStandingVisits(
  db: Database | Transaction,
  { from, to }: { from: LocalDate; to?: LocalDate },
): Promise<StandingVisit[]> {
  let visits = db
    .selectFrom('appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot_id')
    .innerJoin('stop', 'stop.id', 'appointment.stop_id')
    .innerJoin('host_centre', 'host_centre.id', 'stop.centre_id')
    .innerJoin('referral', 'referral.id', 'appointment.referral_id')
    .where('appointment.state', 'in', ['booked', 'confirmed'])
    .where('appointment.live', '=', 1)
    .where('slot.date', '>=', from)
  if (to) visits = visits.where('slot.date', '<=', to)
  return visits
    .orderBy('slot.date')
    .orderBy('slot.start_minute')
    .orderBy('appointment.id')
    .select([
      'appointment.id as appointmentId',
      'appointment.referral_id as referralId',
      'appointment.slot_id as slotId',
      'appointment.state',
      'appointment.created_at as bookedAt',
      'slot.date',
      'slot.start_minute as start',
      'referral.centre_id as ownerCentreId',
      'host_centre.department',
      'host_centre.zone',
      'referral.priority_class as priorityClass',
    ])
    .execute()
}

/** Stops SMS to the patients behind these referrals, from now on. */
export async function stopSms(trx: Transaction, referralIds: readonly ReferralId[], now: Instant): Promise<void> {
  if (referralIds.length === 0) return
  await trx
    .updateTable('patient')
    .set({ sms_stopped: 1, updated_at: now })
    .where('id', 'in', (of) =>
      of
        .selectFrom('referral')
        .select('patient_id')
        .where('id', 'in', [...referralIds]),
    )
    .execute()
}
