import { AppointmentRules } from '../../shared/appointment.ts'
import type { Database, Transaction } from '../store/database.ts'

/** What an administrator set of the appointment rules; what was never set has its default. */
export async function readAppointmentRules(db: Database | Transaction): Promise<AppointmentRules> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', 'appointments').executeTakeFirst()
  return AppointmentRules.parse(row ? JSON.parse(row.value) : {})
}
