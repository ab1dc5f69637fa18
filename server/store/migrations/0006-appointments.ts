import { type Kysely, sql } from 'kysely'

const statements = [
  // Who noted what of a patient's coming, and when: also what a device brings after being without network.
  `create table attendance_note (
    id text not null primary key,
    appointment_id text not null references appointment (id) on delete cascade,
    attendance text not null,
    noted_by text not null references person (id),
    noted_at text not null,
    received_at text not null,
    offline integer not null,
    outcome text not null,
    settled_at text,
    settled_by text references person (id)
  )`,
  'create index attendance_note_appointment on attendance_note (appointment_id)',
  // Texts an operator wrote in place of ours, for everyone, a specialty or a centre.
  `create table message_template (
    scope text not null,
    language text not null,
    kind text not null,
    template text not null,
    changed_by text references person (id),
    changed_at text,
    primary key (scope, language, kind)
  )`,
]

type Settings = { setting: { key: string; value: string }; message_template: Record<string, string> }

/** Texts written before they had a table stood among the settings of messages. */
async function moveTemplates(db: Kysely<Settings>): Promise<void> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', 'messages').executeTakeFirst()
  if (!row) return
  const { templates = {}, ...settings } = JSON.parse(row.value) as {
    templates?: Record<string, Record<string, string>>
  }
  for (const [language, byKind] of Object.entries(templates)) {
    for (const [kind, template] of Object.entries(byKind)) {
      await db.insertInto('message_template').values({ scope: 'default', language, kind, template }).execute()
    }
  }
  await db
    .updateTable('setting')
    .set({ value: JSON.stringify(settings) })
    .where('key', '=', 'messages')
    .execute()
}

/** Notes of attendance with their authors, and texts by specialty and centre. */
export const appointmentsMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db)
    await moveTemplates(db as Kysely<Settings>)
  },
}
