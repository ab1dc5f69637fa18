import { type Kysely, sql } from 'kysely'

const statements = [
  `create table picture (
    id text not null primary key,
    draft_id text references referral_draft (id) on delete cascade,
    referral_id text references referral (id) on delete cascade,
    lesion_key text not null,
    lesion integer,
    framing text not null,
    width integer not null,
    height integer not null,
    created_by text not null references person (id),
    created_at text not null,
    sealed_thumbnail text not null,
    sealed_image text not null
  )`,
  'create unique index picture_once_in_draft on picture (draft_id, lesion_key, framing)',
  'create unique index picture_once_in_referral on picture (referral_id, lesion_key, framing)',
  `create table care_contact (
    id text not null primary key,
    department text not null,
    kind text not null,
    specialty text,
    name text not null,
    phone text,
    hours text,
    url text,
    updated_at text not null
  )`,
  'create index care_contact_department on care_contact (department)',
]

/** Pictures of what is referred, sealed; and whom to call in a department when the unit comes too late. */
export const picturesMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
