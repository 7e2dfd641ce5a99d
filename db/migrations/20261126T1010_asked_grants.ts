import { type Kysely, sql } from 'kysely';
import { allowDispatchKind } from '../migration-steps.ts';

/**
 * 申请查阅: a grant that is no part of an inspection stands on a request to the unit and opens nothing before the unit has
 * agreed. The consent is a dispatch of the unit, which only the unit can write: the grant's row never changes.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table access_grant
  add column request_dispatch_id uuid,
  add foreign key (tenant_id, request_dispatch_id) references dispatch (tenant_id, id),
  add constraint access_grant_request check (request_dispatch_id is null or inspection_id is null);

${allowDispatchKind('access_request')}
${allowDispatchKind('access_answer')}
-- A request is answered once.
create unique index dispatch_access_answer on dispatch (tenant_id, in_reply_to) where kind = 'access_answer';
grant select (in_reply_to, body) on dispatch to lantai_definer;

create or replace function live_grant_keys(p_class text)
returns table (grant_id uuid, unit_tenant_id int, category_codes text[], year_from smallint, year_to smallint)
language sql stable security definer set search_path = public, pg_temp as $$
  select g.id, g.addressee_tenant_id, g.category_codes, coalesce(g.year_from, 1000::smallint), coalesce(g.year_to, 2999::smallint)
  from access_grant g
  where g.tenant_id = app_tenant() and app_account() = any (g.account_ids) and p_class = any (g.record_classes)
    and g.revoked_at is null and g.valid_from <= clock_timestamp() and g.valid_to > clock_timestamp()
    and (g.request_dispatch_id is null or exists (select 1 from dispatch a where a.tenant_id = g.addressee_tenant_id
      and a.kind = 'access_answer' and a.in_reply_to = g.request_dispatch_id and a.dispatched_at is not null
      and a.body ->> 'decision' = 'give'))
    and exists (select 1 from membership m where m.tenant_id = g.tenant_id and m.account_id = app_account() and m.state = 'active'
      and (m.valid_to is null or m.valid_to >= (clock_timestamp() at time zone 'Asia/Shanghai')::date))
$$;
`)
    .execute(db);
};
