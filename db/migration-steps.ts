/*
 * Steps that several migrations take. A released migration goes through them again on every new database: what a step
 * does never changes; one that does something else is another step.
 */

/** 往来: a kind of document more beside those that are allowed by then, whatever other migrations have added. */
export const allowDispatchKind = (kind: string): string => `do $$
declare kinds text[]; allowed text;
begin
  select array_agg(named.hit[1]) into kinds from (
    select regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') as hit
    from pg_constraint where conrelid = 'dispatch'::regclass and conname = 'dispatch_kind_check') named;
  kinds := kinds || array['${kind}'];
  select string_agg(quote_literal(kind), ', ') into allowed from (select distinct unnest(kinds) as kind) listed;
  alter table dispatch drop constraint dispatch_kind_check;
  execute format('alter table dispatch add constraint dispatch_kind_check check (kind in (%s))', allowed);
end $$;`;
