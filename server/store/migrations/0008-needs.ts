import { type Kysely, sql } from 'kysely'

const statements = [
  `create table underserved_layer (
    id text not null primary key,
    name text not null,
    source text not null,
    source_date text not null,
    kind text not null,
    areas text not null,
    geometry text,
    communes text not null,
    unknown_codes text not null,
    uploaded_by text references person (id),
    uploaded_at text not null
  )`,
  `create table specialist_site (
    specialty text not null,
    commune_insee text not null,
    primary key (specialty, commune_insee)
  )`,
]

/** Underserved areas as uploaded, and the communes where a specialist is known to practise. */
export const needsMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
