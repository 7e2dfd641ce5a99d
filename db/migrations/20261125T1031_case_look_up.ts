import { type Kysely, sql } from 'kysely';

/**
 * 办件查询: a reader asks how his own case stands, without an account. The number of a case can be guessed, so it opens
 * nothing without the code that goes with it; after five wrong codes a case answers nobody for an hour.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
alter table reading_reservation
  -- 查询码: six digits, told to the reader with the number of the case.
  add column lookup_code text not null
    default lpad((('x' || substr(md5(gen_random_uuid()::text), 1, 8))::bit(32)::bigint % 1000000)::text, 6, '0')
    check (lookup_code ~ '^[0-9]{6}$'),
  add column lookup_failures smallint not null default 0,
  add column lookup_failed_at timestamptz(3);

create policy definer_select on reading_reservation for select to lantai_definer using (true);
create policy definer_update on reading_reservation for update to lantai_definer using (true) with check (true);
create policy definer_select on service_item for select to lantai_definer using (true);
grant select (tenant_id, id, case_number, state, asked_at, answered_at, fetched_at, ended_at, wished_on, service_id,
  lookup_code, lookup_failures, lookup_failed_at), update (lookup_failures, lookup_failed_at) on reading_reservation to lantai_definer;
grant select (tenant_id, id, name, promised_days) on service_item to lantai_definer;

-- Where one case stands: nothing of who asked and for what. Wrong number, wrong code and too many tries are one answer.
create function look_up_case(p_slug text, p_number text, p_code text)
returns table (office_name text, service_name text, promised_days smallint, state text, asked_on date, wished_on date,
  answered_on date, finished_on date, today date)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare found_case record;
begin
  select r.tenant_id, r.id, r.lookup_code, r.lookup_failures, r.lookup_failed_at > now() - interval '1 hour' as is_recent into found_case
    from reading_reservation r join tenant t on t.id = r.tenant_id
    where t.slug = p_slug and r.case_number = p_number for update of r;
  if not found then return; end if;
  if found_case.is_recent and found_case.lookup_failures >= 5 then return; end if;
  if found_case.lookup_code <> p_code then
    update reading_reservation r set lookup_failed_at = now(),
        lookup_failures = case when found_case.is_recent then found_case.lookup_failures + 1 else 1 end
      where r.tenant_id = found_case.tenant_id and r.id = found_case.id;
    return;
  end if;
  return query
    select tenant_name_on(r.tenant_id), s.name, s.promised_days, r.state, (r.asked_at at time zone 'Asia/Shanghai')::date, r.wished_on,
      (r.answered_at at time zone 'Asia/Shanghai')::date,
      (coalesce(r.fetched_at, r.ended_at) at time zone 'Asia/Shanghai')::date, (now() at time zone 'Asia/Shanghai')::date
    from reading_reservation r left join service_item s on s.tenant_id = r.tenant_id and s.id = r.service_id
    where r.tenant_id = found_case.tenant_id and r.id = found_case.id;
end $$;

do $$ begin
  if not (select rolsuper from pg_roles where rolname = current_user) then execute format('grant lantai_definer to %I', current_user); end if;
end $$;
grant create on schema public to lantai_definer;
alter function look_up_case(text, text, text) owner to lantai_definer;
revoke create on schema public from lantai_definer;
revoke execute on function look_up_case(text, text, text) from public;
grant execute on function look_up_case(text, text, text) to lantai_system;
`)
    .execute(db);
};
