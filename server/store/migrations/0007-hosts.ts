import { type Kysely, sql } from 'kysely'

const statements = [
  `create table host_answer (
    id text not null primary key,
    stop_id text not null references stop (id),
    sequence integer not null,
    first_day text not null,
    last_day text not null,
    answer text not null,
    reason text,
    offered text not null,
    means text not null,
    answered_by text not null,
    person_id text,
    answered_at text not null
  )`,
  'create unique index host_answer_order on host_answer (stop_id, sequence)',
  `create table host_link (
    token_hash text not null primary key,
    tour_id text not null references tour (id),
    centre_id text not null references host_centre (id),
    created_by text,
    created_at text not null,
    expires_at text not null,
    revoked_at text
  )`,
  'create index host_link_tour on host_link (tour_id, centre_id)',
  `create table readiness_document (
    id text not null primary key,
    stop_id text not null references stop (id),
    item text not null,
    name text not null,
    media_type text not null,
    size_bytes integer not null,
    sealed_content text not null,
    added_by text,
    added_at text not null
  )`,
  'create index readiness_document_stop on readiness_document (stop_id)',
  `create table stop_day_volunteer (
    id text not null primary key,
    stop_id text not null references stop (id),
    date text not null,
    specialist_id text not null references specialist (id),
    volunteered_at text not null
  )`,
  'create unique index stop_day_volunteer_once on stop_day_volunteer (stop_id, date, specialist_id)',
  'alter table unit add column checklist text',
  'alter table readiness_item add column label text',
]

/** What host centres answer, the links they answer by, documents of a checklist, volunteers in waiting, templates per unit. */
export const hostsMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
