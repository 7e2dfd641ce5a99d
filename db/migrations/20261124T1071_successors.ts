import { type Kysely, sql } from 'kysely';

/**
 * What a merged unit released is looked at after the merger as well. Its workspace is closed, so the document goes to
 * the unit that goes on, and says in `unitTenantId` whose figures it is about.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create policy definer_select on tenant_change for select to lantai_definer using (true);
grant select on tenant_change to lantai_definer;

-- The unit that goes on for a merged one, where the asking tenant supervises it today; nothing is told of others.
create function successor_of(p_unit int) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive line as (
    select p_unit as id, 0 as depth
    union all
    select c.target_tenant_ids[1], l.depth + 1 from line l join tenant_change c on l.id = any (c.source_tenant_ids)
    where c.kind in ('merge_new', 'merge_into') and c.target_tenant_ids[1] <> l.id and l.depth < 8
      and c.effective_on <= (now() at time zone 'Asia/Shanghai')::date
  )
  select l.id from line l where l.depth > 0 and supervises(app_tenant(), l.id) order by l.depth desc limit 1
$$;

-- As before; a document about a merged unit counts for that unit and not for whom it was sent to.
create or replace function figure_places(p_year int)
returns table (figure_code text, supervisor_tenant_id int, place int, among int)
language sql stable security definer set search_path = public, pg_temp as $$
  with mine as (
    select r.figure_code, r.addressee_tenant_id from figure_release r
    where r.tenant_id = app_tenant() and r.year = p_year and r.basis = 'own' and r.state in ('released', 'accepted')
      and r.dispatched_at is not null and r.value is not null
  ), standing as (
    select r.figure_code, r.addressee_tenant_id, r.tenant_id, r.value
    from mine m join figure_release r on r.addressee_tenant_id = m.addressee_tenant_id and r.figure_code = m.figure_code
      join tenant t on t.id = r.tenant_id join tenant me on me.id = app_tenant()
    where r.year = p_year and r.basis = 'own' and r.state in ('released', 'accepted') and r.dispatched_at is not null
      and r.value is not null and t.kind = me.kind
      -- What the supervisor has sent back counts nowhere until it is released again.
      and not coalesce((
        select d.kind = 'figure_return' from dispatch d
        where d.tenant_id = r.addressee_tenant_id and coalesce((d.body ->> 'unitTenantId')::int, d.addressee_tenant_id) = r.tenant_id
          and d.kind in ('figure_return', 'figure_acceptance') and d.body ->> 'year' = p_year::text
          and d.dispatched_at >= (select max(x.released_at) from figure_release x where x.tenant_id = r.tenant_id
            and x.addressee_tenant_id = r.addressee_tenant_id and x.year = p_year and x.state in ('released', 'accepted'))
        order by d.dispatched_at desc, d.id desc limit 1), false)
  ), placed as (
    select s.*, rank() over (partition by s.figure_code, s.addressee_tenant_id order by s.value desc) as place,
      count(*) over (partition by s.figure_code, s.addressee_tenant_id) as among
    from standing s
  )
  select p.figure_code, p.addressee_tenant_id, p.place::int, p.among::int from placed p
  where p.tenant_id = app_tenant() and p.among >= 3
$$;
grant create on schema public to lantai_definer;
alter function successor_of(int) owner to lantai_definer;
revoke create on schema public from lantai_definer;
grant execute on function successor_of(int) to lantai_app;
`)
    .execute(db);
};
