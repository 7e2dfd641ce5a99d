import { type Kysely, sql } from 'kysely';

/**
 * 大屏链接: what opens the wall screen of a workspace without signing in. The token is known to its holder alone; here
 * lies its hash. The system role finds a link by that hash and notes when it was last shown, and nothing else.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table wall_link (
  tenant_id int not null references tenant (id),
  id uuid not null,
  label text not null check (length(label) between 1 and 80),
  token_hash text not null check (length(token_hash) = 64),
  expires_at timestamptz(3) not null,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz(3) not null default now(),
  revoked_at timestamptz(3),
  revoked_by_name text,
  last_shown_at timestamptz(3),
  primary key (tenant_id, id)
);
create index wall_link_newest on wall_link (tenant_id, created_at desc, id);
-- 256 random bits: two links never share a hash, and who looks for one does not know the tenant yet.
create index wall_link_token on wall_link (token_hash);
call secure_tenant_table('wall_link');
create policy system_select on wall_link for select to lantai_system using (true);
create policy system_update on wall_link for update to lantai_system using (true) with check (true);
grant select (tenant_id, id, token_hash, expires_at, revoked_at, last_shown_at) on wall_link to lantai_system;
grant update (last_shown_at) on wall_link to lantai_system;
`)
    .execute(db);
};
