import { type Kysely, sql } from 'kysely';

/** 检索条件: what may be asked of the archive, as functions that make a condition of a question. */

/*
 * A question over the archive is JSON, made and checked by the application. Here it becomes a condition: every word of
 * SQL stands in these functions, every value goes through %L, so that who can call them can ask nothing else.
 */
const CONDITIONS = `
drop function search_own_archive(tsquery, text, text, smallint, text, text, int, text, uuid, boolean, int);
drop function search_granted_archive(tsquery, text, text, smallint, text, text, int, text, uuid, boolean, int);
drop function search_archive_ids(int[], tsquery, text, text[], smallint, smallint, text, smallint, text, text, int, text, uuid, boolean, int);

-- The form in which texts are compared (chinese-text.ts), for one field of a record that its whole text has already found.
create function search_form(p_text text) returns text language sql immutable parallel safe as $$
  select replace(regexp_replace(lower(translate(normalize(p_text, NFKC), U&'\\25CB\\25EF\\2B58', U&'\\3007\\3007\\3007')), '[^[:alnum:]]+', '', 'g'), U&'\\96F6', U&'\\3007')
$$;

-- One word in one field. The tokens say which records; what stands behind them says where in the record.
create function archive_text_match(p_field text, p_op text, p_word text) returns text language plpgsql immutable set search_path = public, pg_temp as $$
declare form text; one text;
begin
  if p_field = 'any' then
    -- Pairs of neighbours are exact; only longer words can be admitted by tokens that do not stand together.
    return case when length(p_word) <= 2 then 'true' else format('strpos(search_text, %L) > 0', p_word) end;
  end if;
  one := case p_op when 'equals' then '%1$s = %2$L' when 'starts' then 'starts_with(%1$s, %2$L)' else 'strpos(%1$s, %2$L) > 0' end;
  if p_field = 'persons' then
    return '(' || format(one, 'search_form(coalesce(responsible_party, ''''))', p_word)
      || ' or exists (select 1 from jsonb_each_text(details) d where d.key = any (''{personName,persons,spouseA,spouseB,photographer,creator,party,applicant,sender,recipients}''::text[]) and '
      || format(one, 'search_form(d.value)', p_word) || '))';
  end if;
  if p_field like 'details.%' then
    return format(one, format('search_form(coalesce(details ->> %L, ''''))', substr(p_field, 9)), p_word);
  end if;
  form := case p_field
    when 'title' then 'split_part(search_text, '' '', 1)'
    when 'initials' then 'split_part(search_text, '' '', -1)'
    when 'responsibleParty' then 'search_form(coalesce(responsible_party, ''''))'
    when 'remarks' then 'search_form(coalesce(remarks, ''''))'
    when 'boxNumber' then 'search_form(coalesce(box_number, ''''))'
    when 'fileNumber' then 'search_form(coalesce(file_number, ''''))' end;
  if form is not null then return format(one, form, p_word); end if;
  if p_field = 'documentNumber' then
    return '(' || format(one, 'search_form(coalesce(document_number, ''''))', p_word) || ' or '
      || format(one, 'search_form(regexp_replace(replace(coalesce(document_number, ''''), U&''\\7B2C'', ''''), ''([^0-9])0+([1-9])'', ''\\1\\2'', ''g''))', p_word) || ')';
  end if;
  raise exception 'SEARCH_FIELD_UNKNOWN';
end $$;

create function archive_column(p_field text) returns text language sql immutable set search_path = public, pg_temp as $$
  select case p_field when 'filingYear' then 'filing_year' when 'pageCount' then 'page_count' when 'frameCount' then 'frame_count' when 'itemNumber' then 'item_number'
    when 'documentDate' then 'date_sort' when 'archivedOn' then 'archived_on' when 'expiresOn' then 'expires_on'
    when 'categoryCode' then 'category_code' when 'subcategoryCode' then 'subcategory_code' when 'retentionCode' then 'retention_code' when 'orgCode' then 'org_code'
    when 'openFlag' then 'open_flag' when 'level' then 'level' when 'codeState' then 'code_state' when 'title' then 'title' when 'responsibleParty' then 'responsible_party'
    when 'documentNumber' then 'document_number' when 'remarks' then 'remarks' when 'boxNumber' then 'box_number' when 'fileNumber' then 'file_number' end
$$;

-- A node of the question as a condition. Coarse: only what an index or statistics can judge, never narrower than the whole.
create function archive_match(p_node jsonb, p_coarse boolean, p_depth int default 0) returns text language plpgsql immutable set search_path = public, pg_temp as $$
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

-- The choices of the facets, on a record or on a counter. p_except: without the choice of this facet itself.
create function archive_choices(p_filters jsonb, p_except text, p_on text) returns text language plpgsql immutable set search_path = public, pg_temp as $$
declare said text := ''; org text := case p_on when 'item' then 'coalesce(org_code, '''')' else 'org_code' end;
  boxed text := case p_on when 'item' then '(box_id is not null or coalesce(box_number, '''') <> '''')' else 'is_boxed' end;
begin
  if p_filters is null then return ''; end if;
  if p_filters ? 'fondsId' and p_except <> 'fonds' then said := said || format(' and fonds_id = %L::uuid', p_filters ->> 'fondsId'); end if;
  if p_filters ? 'categoryCode' and p_except <> 'category' then said := said || format(' and category_code = %L', p_filters ->> 'categoryCode'); end if;
  if p_filters ? 'filingYear' and p_except <> 'year' then said := said || format(' and filing_year = %L::smallint', p_filters ->> 'filingYear'); end if;
  if p_filters ? 'retentionCode' and p_except <> 'retention' then said := said || format(' and retention_code = %L', p_filters ->> 'retentionCode'); end if;
  if p_filters ? 'orgCode' and p_except <> 'org' then
    said := said || case when p_on = 'item' and p_filters ->> 'orgCode' <> '' then format(' and org_code = %L', p_filters ->> 'orgCode') else format(' and %s = %L', org, p_filters ->> 'orgCode') end;
  end if;
  if p_filters ? 'openFlag' and p_except <> 'open' then said := said || format(' and open_flag = %L', p_filters ->> 'openFlag'); end if;
  if p_filters ? 'isBoxed' and p_except <> 'box' then said := said || format(' and %s = %L::boolean', boxed, p_filters ->> 'isBoxed'); end if;
  if p_filters ? 'topic' and p_except <> 'topic' then said := said || format(' and topics <> ''{}'' and topics @> array[%L]', p_filters ->> 'topic'); end if;
  if p_filters ? 'unitTenantId' and p_except <> 'unit' then said := said || format(' and tenant_id = %L::int', p_filters ->> 'unitTenantId'); end if;
  return said;
end $$;

create function archive_scope(p_tenants int[], p_categories text[], p_year_from smallint, p_year_to smallint) returns text language sql immutable set search_path = public, pg_temp as $$
  select 'state = ''filed'' and ' || case when cardinality(p_tenants) = 1 then format('tenant_id = %s', p_tenants[1]) else format('tenant_id = any (%L::int[])', p_tenants) end
    || case when p_categories is null then '' else format(' and category_code = any (%L::text[])', p_categories) end
    || case when p_year_from is null then '' else format(' and filing_year between %s and %s', p_year_from, p_year_to) end
$$;
`;

const FUNCTIONS = [
  'search_form(text)',
  'archive_text_match(text, text, text)',
  'archive_column(text)',
  'archive_match(jsonb, boolean, int)',
  'archive_choices(jsonb, text, text)',
  'archive_scope(int[], text[], smallint, smallint)',
];

const RIGHTS = `
revoke execute on function ${FUNCTIONS.join(', ')} from public;
grant execute on function ${FUNCTIONS.join(', ')} to lantai_definer;
grant execute on function search_form(text) to lantai_app, lantai_reader;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(CONDITIONS + RIGHTS).execute(db);
};
