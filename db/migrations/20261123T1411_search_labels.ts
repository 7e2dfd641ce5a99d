import { type Kysely, sql } from 'kysely';

/**
 * 盒号, 案卷号 and 目录号 in a search, and the days between which a volume lies. They are not among the words of a record (a box is changed without the record being
 * written anew), so they are asked of their own columns: 12, 012 and 0012 are the same label.
 */
const LABELS = `
create function label_form(p_label text) returns text language sql immutable parallel safe as $$ select ltrim(upper(btrim(p_label)), '0') $$;
revoke execute on function label_form(text) from public;
grant execute on function label_form(text) to lantai_app, lantai_reader, lantai_system, lantai_definer;
create index archive_item_box_label on archive_item (tenant_id, label_form(box_number)) where box_number is not null;
create index archive_item_file_label on archive_item (tenant_id, label_form(file_number)) where file_number is not null;
`;

const COLUMNS = `
create or replace function archive_column(p_field text) returns text language sql immutable set search_path = public, pg_temp as $$
  select case p_field when 'filingYear' then 'filing_year' when 'pageCount' then 'page_count' when 'frameCount' then 'frame_count' when 'itemNumber' then 'item_number'
    when 'documentDate' then 'date_sort' when 'archivedOn' then 'archived_on' when 'expiresOn' then 'expires_on'
    when 'categoryCode' then 'category_code' when 'subcategoryCode' then 'subcategory_code' when 'retentionCode' then 'retention_code' when 'orgCode' then 'org_code'
    when 'openFlag' then 'open_flag' when 'level' then 'level' when 'codeState' then 'code_state' when 'title' then 'title' when 'responsibleParty' then 'responsible_party'
    when 'documentNumber' then 'document_number' when 'remarks' then 'remarks' when 'boxNumber' then 'box_number' when 'fileNumber' then 'file_number'
    when 'catalogueNumber' then 'catalogue_number' when 'startDate' then 'start_date' when 'endDate' then 'end_date' end
$$;
`;

const MATCH = `
create or replace function archive_match(p_node jsonb, p_coarse boolean, p_depth int default 0) returns text language plpgsql immutable set search_path = public, pg_temp as $$
declare kind text := p_node ->> 'kind'; said text; col text;
begin
  if p_node is null or jsonb_typeof(p_node) = 'null' then return 'true'; end if;
  if p_depth > 6 then raise exception 'SEARCH_TOO_DEEP'; end if;
  case kind
  when 'and', 'or' then
    select string_agg('(' || archive_match(child, p_coarse, p_depth + 1) || ')', case kind when 'and' then ' and ' else ' or ' end)
      into said from jsonb_array_elements(p_node -> 'of') child;
    return coalesce(said, 'true');
  when 'not' then
    return case when p_coarse then 'true' else '(' || archive_match(p_node -> 'of', false, p_depth + 1) || ') is not true' end;
  when 'text' then
    return format('search_tokens @@ %L::tsquery', p_node ->> 'tsquery')
      || case when p_coarse then '' else ' and ' || archive_text_match(p_node ->> 'field', coalesce(p_node ->> 'op', 'contains'), p_node ->> 'word') end;
  when 'label' then
    col := archive_column(p_node ->> 'field');
    return case p_node ->> 'op' when 'equals' then format('(%1$s is not null and label_form(%1$s) = %2$L)', col, p_node ->> 'word')
      when 'starts' then format('(%1$s is not null and starts_with(label_form(%1$s), %2$L))', col, p_node ->> 'word')
      else format('(%1$s is not null and strpos(label_form(%1$s), %2$L) > 0)', col, p_node ->> 'word') end;
  when 'code' then
    if p_node ->> 'op' = 'sort' then return format('code_sort = %L', p_node ->> 'sort'); end if;
    if p_node ->> 'op' = 'equals' then
      return format('(reference_code = %1$L or code_sort = %2$L or (old_codes <> ''{}'' and old_codes @> array[%1$L]))', p_node ->> 'code', p_node ->> 'sort');
    end if;
    return format('((code_sort >= %2$L and code_sort < %3$L and starts_with(reference_code, %1$L)) or (old_codes <> ''{}'' and exists (select 1 from unnest(old_codes) o where starts_with(o, %1$L))))',
      p_node ->> 'code', p_node ->> 'from', p_node ->> 'below');
  when 'range' then
    col := archive_column(p_node ->> 'field');
    return case when p_node ->> 'from' is null then 'true' else format('%s >= %L', col, p_node ->> 'from') end
      || case when p_node ->> 'to' is null then '' else format(' and %s <= %L', col, p_node ->> 'to') end
      || case when col = 'date_sort' then ' and date_sort <> ''''' else '' end;
  when 'in' then
    col := archive_column(p_node ->> 'field');
    return format('%s = any (%L::text[])', col, array(select jsonb_array_elements_text(p_node -> 'values')));
  when 'fonds' then
    return format('fonds_id = any (%L::uuid[])', array(select jsonb_array_elements_text(p_node -> 'values')));
  when 'topic' then
    return format('(topics <> ''{}'' and topics && %L::text[])', array(select jsonb_array_elements_text(p_node -> 'values')));
  when 'boxed' then
    return format('(box_id is not null or coalesce(box_number, '''') <> '''') = %L::boolean', p_node ->> 'value');
  when 'empty' then
    if p_node ->> 'field' like 'details.%' then return format('coalesce(details ->> %L, '''') = ''''', substr(p_node ->> 'field', 9)); end if;
    if p_node ->> 'field' = 'topic' then return 'topics = ''{}'''; end if;
    col := archive_column(p_node ->> 'field');
    return format('coalesce(%s::text, '''') = ''''', col);
  else
    raise exception 'SEARCH_NODE_UNKNOWN';
  end case;
end $$;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(LABELS).execute(db);
  await sql.raw(COLUMNS).execute(db);
  await sql.raw(MATCH).execute(db);
};
