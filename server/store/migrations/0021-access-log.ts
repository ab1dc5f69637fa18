import { type Kysely, PostgresAdapter, sql } from 'kysely'

const REFUSED = 'the access log is append-only'

/** A line may be given its place in the chain, once; nothing else of it ever changes. */
const FIXED = ['id', 'order_key', 'at', 'person_id', 'role', 'action', 'resource', 'resource_id', 'purpose']
const isAltered = [
  'old.sequence is not null or new.sequence is null',
  ...FIXED.map((column) => `new.${column} is distinct from old.${column}`),
].join(' or ')

/** Old lines go only behind a line of the log itself that says up to which place. */
const trimmedUpTo = (place: string) =>
  `resource = 'access_log' and action = 'delete'
   and (case when resource = 'access_log' then cast(resource_id as integer) end) >= ${place}`

const INDEX =
  "create index access_log_trimmed on access_log (resource_id) where resource = 'access_log' and action = 'delete'"

const sqlite = [
  `create trigger access_log_unaltered before update on access_log when ${isAltered}
   begin select raise(abort, '${REFUSED}'); end`,
  `create trigger access_log_kept before delete on access_log
   when not exists (select 1 from access_log where ${trimmedUpTo('old.sequence')})
   begin select raise(abort, '${REFUSED}'); end`,
]

// The table is named by where it stands: a restoration gives its schema another name.
const postgres = [
  `create function access_log_refuse() returns trigger language plpgsql as $body$
   begin raise exception '${REFUSED}'; end $body$`,
  `create function access_log_keep() returns trigger language plpgsql as $body$
   declare is_told boolean;
   begin
     execute format($query$select exists (select 1 from %I.%I where ${trimmedUpTo('$1')})$query$, tg_table_schema, tg_table_name)
       into is_told using old.sequence;
     if not is_told then raise exception '${REFUSED}'; end if;
     return old;
   end $body$`,
  `create trigger access_log_unaltered before update on access_log for each row when (${isAltered})
   execute function access_log_refuse()`,
  'create trigger access_log_kept before delete on access_log for each row execute function access_log_keep()',
  `create trigger access_log_whole before truncate on access_log for each statement execute function access_log_refuse()`,
]

/** The database itself keeps the access log append-only, whatever program writes to it. */
export const accessLogMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
    for (const statement of [INDEX, ...(isPostgres ? postgres : sqlite)]) await sql.raw(statement).execute(db)
  },
}
