import { type Kysely, sql } from 'kysely';

/** 全文: what stands on the pages of a record's files, as it was recognised and as somebody corrected it. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
create table page_text (
  tenant_id int not null,
  file_id uuid not null,
  -- From 1, within the file.
  page int not null check (page >= 1),
  item_id uuid not null,
  state text not null check (state in ('recognised', 'failed')),
  -- Which engine of which version read it, so that it can be read again by a better one.
  engine text not null,
  failure text,
  width int,
  height int,
  -- Lines in reading order: {text, confidence, quad, positions}. A corrected line also holds what was read before.
  lines jsonb not null default '[]',
  text text not null default '',
  confidence real,
  corrected_by uuid,
  corrected_at timestamptz(3),
  row_version int not null default 1,
  search_text text not null default '',
  search_tokens tsvector not null default ''::tsvector,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, file_id, page),
  foreign key (tenant_id, file_id) references digital_file (tenant_id, id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id)
);
create index page_text_of_item on page_text (tenant_id, item_id, file_id, page);
create index page_text_search on page_text using gin (tenant_id, search_tokens) with (fastupdate = on, gin_pending_list_limit = 8192);
call secure_tenant_table('page_text');
create policy reader_select on page_text for select to lantai_reader using (
  tenant_id = any (app_read_tenants()) and app_read_class() = 'archive'
  and exists (select 1 from archive_item i where i.tenant_id = page_text.tenant_id and i.id = page_text.item_id));
grant select on page_text to lantai_reader;

-- 全文检索. Like the search of the catalogue: the text operators are not leakproof, so the function restricts by itself
-- to one's own tenant or to what the opened grants reach, and answers pages, newest records last.
create policy definer_select on page_text for select to lantai_definer using (true);
grant select on page_text to lantai_definer;
create function search_page_ids(p_tenants int[], p_query tsquery, p_raw text, p_categories text[], p_year_from smallint, p_year_to smallint,
  p_after_tenant int, p_after_file uuid, p_after_page int, p_limit int)
returns table (tenant_id int, file_id uuid, page int)
language plpgsql stable set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare match text; scope text;
begin
  if p_tenants is null or cardinality(p_tenants) = 0 then return; end if;
  scope := case when cardinality(p_tenants) = 1 then format('p.tenant_id = %s', p_tenants[1]) else format('p.tenant_id = any (%L::int[])', p_tenants) end;
  match := format('p.search_tokens @@ %L::tsquery', p_query)
    || coalesce((select string_agg(format(' and strpos(p.search_text, %L) > 0', word), '') from unnest(string_to_array(p_raw, ' ')) word where word <> ''), '');
  return query execute 'select p.tenant_id, p.file_id, p.page from page_text p join archive_item i on i.tenant_id = p.tenant_id and i.id = p.item_id where '
    || scope || ' and ' || match || ' and i.state = ''filed'''
    || case when p_categories is null then '' else format(' and i.category_code = any (%L::text[])', p_categories) end
    || case when p_year_from is null then '' else format(' and i.filing_year between %s and %s', p_year_from, p_year_to) end
    || case when p_after_file is null then '' else format(' and (p.tenant_id, p.file_id, p.page) > (%s, %L::uuid, %s)', p_after_tenant, p_after_file, p_after_page) end
    || ' order by p.tenant_id, p.file_id, p.page limit ' || p_limit;
end $$;
create function search_own_pages(p_query tsquery, p_raw text, p_after_tenant int, p_after_file uuid, p_after_page int, p_limit int)
returns table (tenant_id int, file_id uuid, page int)
language sql stable security definer set search_path = public, pg_temp as $$
  select * from search_page_ids(case when app_tenant() is null then null else array[app_tenant()] end, p_query, p_raw, null, null, null,
    p_after_tenant, p_after_file, p_after_page, p_limit)
$$;
create function search_granted_pages(p_query tsquery, p_raw text, p_after_tenant int, p_after_file uuid, p_after_page int, p_limit int)
returns table (tenant_id int, file_id uuid, page int)
language sql stable security definer set search_path = public, pg_temp as $$
  select * from search_page_ids(case when app_read_class() = 'archive' then app_read_tenants() end, p_query, p_raw,
    app_read_categories(), app_read_year_from(), app_read_year_to(), p_after_tenant, p_after_file, p_after_page, p_limit)
$$;
grant create on schema public to lantai_definer;
alter function search_page_ids(int[], tsquery, text, text[], smallint, smallint, int, uuid, int, int) owner to lantai_definer;
alter function search_own_pages(tsquery, text, int, uuid, int, int) owner to lantai_definer;
alter function search_granted_pages(tsquery, text, int, uuid, int, int) owner to lantai_definer;
revoke create on schema public from lantai_definer;
revoke execute on function search_page_ids(int[], tsquery, text, text[], smallint, smallint, int, uuid, int, int) from public;
revoke execute on function search_own_pages(tsquery, text, int, uuid, int, int) from public;
revoke execute on function search_granted_pages(tsquery, text, int, uuid, int, int) from public;
grant execute on function search_own_pages(tsquery, text, int, uuid, int, int) to lantai_app;
grant execute on function search_granted_pages(tsquery, text, int, uuid, int, int) to lantai_reader;
`)
    .execute(db);
};
