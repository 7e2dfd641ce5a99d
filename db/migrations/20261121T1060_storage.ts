import { type Kysely, sql } from 'kysely';

/** 库房与库位, 盒, 上架与移库, 出库, 清点, 打印设置. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(`
-- What differs from house to house: which segments a place's code has, how thick paper is. A row is made when something is set.
create table storage_setting (
  tenant_id int not null references tenant (id),
  segments text[] not null check (segments <@ array['room', 'area', 'row', 'section', 'shelf', 'layer', 'side'] and 'room' = any (segments)),
  sheets_per_mm numeric(5, 2) not null check (sheets_per_mm between 1 and 30),
  pages_per_sheet smallint not null check (pages_per_sheet in (1, 2)),
  fill_percent smallint not null check (fill_percent between 50 and 100),
  pages_if_unknown smallint not null check (pages_if_unknown between 1 and 200),
  row_version int not null default 1,
  primary key (tenant_id)
);

-- 密集架, 固定架: rows that were put up together, measured as the yearbook counts them.
create table storage_rack (
  tenant_id int not null references tenant (id),
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('compact', 'fixed', 'cabinet', 'drawing')),
  row_count int not null check (row_count between 1 and 99),
  group_count int not null check (group_count >= 0),
  volume_m3 numeric(10, 2) not null check (volume_m3 >= 0),
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id)
);

-- 库房–区–列–节–架–层–面, a tree. The code is the whole path; sort_key keeps numbers in their order.
create table storage_place (
  tenant_id int not null references tenant (id),
  id uuid not null,
  parent_id uuid,
  level text not null check (level in ('room', 'area', 'row', 'section', 'shelf', 'layer', 'side')),
  number text not null,
  name text,
  code text not null,
  sort_key text collate "C" not null,
  label text not null,
  room_kind text check (room_kind in ('permanent', 'special', 'library', 'other')),
  area_m2 numeric(10, 2) check (area_m2 >= 0),
  rack_id uuid,
  -- Of a place on which boxes stand; null where only other places are.
  capacity_mm int check (capacity_mm between 1 and 1000000),
  state text not null default 'active' check (state in ('active', 'closed')),
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, label),
  foreign key (tenant_id, parent_id) references storage_place (tenant_id, id),
  foreign key (tenant_id, rack_id) references storage_rack (tenant_id, id),
  check ((level = 'room') = (parent_id is null)),
  check (level = 'room' or (room_kind is null and area_m2 is null))
);
create unique index storage_place_code on storage_place (tenant_id, code) where state = 'active';
create index storage_place_order on storage_place (tenant_id, sort_key, id);
create index storage_place_parent on storage_place (tenant_id, parent_id, sort_key, id);

create table box (
  tenant_id int not null references tenant (id),
  id uuid not null,
  fonds_id uuid not null,
  category_code text not null,
  filing_year smallint not null check (filing_year between 1000 and 2999),
  retention_code text not null,
  org_code text,
  number int not null check (number > 0),
  box_number text not null,
  sort_key text collate "C" not null,
  label text not null,
  spine_mm smallint not null check (spine_mm in (20, 30, 40, 50)),
  place_id uuid,
  -- 备考表
  situation text,
  arranger text,
  arranged_on date,
  checker text,
  checked_on date,
  state text not null default 'active' check (state in ('active', 'discarded')),
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, label),
  foreign key (tenant_id, fonds_id) references fonds (tenant_id, id),
  foreign key (tenant_id, place_id) references storage_place (tenant_id, id)
);
create unique index box_number_once on box (tenant_id, fonds_id, category_code, filing_year, retention_code, number) where state = 'active';
create index box_order on box (tenant_id, sort_key, id) where state = 'active';
create index box_place on box (tenant_id, place_id, sort_key, id) where state = 'active' and place_id is not null;

alter table archive_item add constraint archive_item_box_fk foreign key (tenant_id, box_id) references box (tenant_id, id);
-- 盒号 on the record is the number of its box. Who moves a record between boxes sets both; nobody may set one alone.
create function keep_box_number() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare expected text;
begin
  select b.box_number into expected from box b where b.tenant_id = new.tenant_id and b.id = new.box_id;
  if found and new.box_number is distinct from expected then
    raise exception 'the box number follows the box' using errcode = '23514', constraint = 'archive_item_box_number';
  end if;
  return new;
end $$;
create trigger archive_item_box_number before insert or update of box_id, box_number on archive_item
  for each row when (new.box_id is not null) execute function keep_box_number();
grant execute on function keep_box_number() to lantai_app, lantai_system;

-- Where a record lay: one line each time it went into, between, or out of boxes.
create table box_item_move (
  tenant_id int not null references tenant (id),
  id uuid not null,
  seq bigint generated always as identity,
  item_id uuid not null,
  from_box_id uuid,
  to_box_id uuid,
  moved_at timestamptz(3) not null default now(),
  moved_by_name text not null,
  reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id),
  foreign key (tenant_id, from_box_id) references box (tenant_id, id),
  foreign key (tenant_id, to_box_id) references box (tenant_id, id)
);
create index box_item_move_item on box_item_move (tenant_id, item_id, seq);

-- Where a box stood. The codes are kept as they were: a shelf may get another name.
create table box_move (
  tenant_id int not null references tenant (id),
  id uuid not null,
  seq bigint generated always as identity,
  box_id uuid not null,
  from_place_id uuid,
  to_place_id uuid,
  from_code text,
  to_code text,
  moved_at timestamptz(3) not null default now(),
  moved_by uuid not null,
  moved_by_name text not null,
  reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, box_id) references box (tenant_id, id),
  foreign key (tenant_id, from_place_id) references storage_place (tenant_id, id),
  foreign key (tenant_id, to_place_id) references storage_place (tenant_id, id)
);
create index box_move_box on box_move (tenant_id, box_id, seq);

-- 谁拿走了: a box or a single record that is out of the store.
create table storage_out (
  tenant_id int not null references tenant (id),
  id uuid not null,
  box_id uuid,
  item_id uuid,
  holder_name text not null,
  holder_unit text,
  purpose text not null,
  out_on date not null,
  due_on date not null check (due_on >= out_on),
  returned_on date check (returned_on >= out_on),
  return_note text,
  handed_by_name text not null,
  taken_by_name text,
  created_at timestamptz(3) not null default now(),
  row_version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, box_id) references box (tenant_id, id),
  foreign key (tenant_id, item_id) references archive_item (tenant_id, id),
  check ((box_id is null) <> (item_id is null))
);
create unique index storage_out_box on storage_out (tenant_id, box_id) where returned_on is null and box_id is not null;
create unique index storage_out_item on storage_out (tenant_id, item_id) where returned_on is null and item_id is not null;
create index storage_out_due on storage_out (tenant_id, due_on, id);
create index storage_out_of_item on storage_out (tenant_id, item_id) where item_id is not null;

-- 清点: what was expected is frozen when it begins.
create table stock_take (
  tenant_id int not null references tenant (id),
  id uuid not null,
  title text not null,
  year smallint not null check (year between 1900 and 2999),
  place_id uuid not null,
  place_code text not null,
  state text not null default 'open' check (state in ('open', 'closed', 'cancelled')),
  planned_on date not null,
  started_at timestamptz(3) not null default now(),
  started_by_name text not null,
  closed_at timestamptz(3),
  closed_by_name text,
  conclusion text,
  row_version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, place_id) references storage_place (tenant_id, id)
);
create index stock_take_recent on stock_take (tenant_id, started_at desc, id desc);
create table stock_take_line (
  tenant_id int not null references tenant (id),
  stock_take_id uuid not null,
  -- As scanned: a box's label, or what nobody knows.
  label text not null,
  box_id uuid,
  expected_place_id uuid,
  expected_code text,
  found_place_id uuid,
  found_code text,
  found_at timestamptz(3),
  found_by_name text,
  outcome text not null check (outcome in ('missing', 'counted', 'misplaced', 'unknown')),
  resolution text check (resolution in ('put_back', 'registered_here', 'found', 'lent', 'lost', 'relabelled', 'removed')),
  resolution_note text,
  resolved_at timestamptz(3),
  resolved_by_name text,
  primary key (tenant_id, stock_take_id, label),
  foreign key (tenant_id, stock_take_id) references stock_take (tenant_id, id),
  foreign key (tenant_id, box_id) references box (tenant_id, id),
  foreign key (tenant_id, expected_place_id) references storage_place (tenant_id, id),
  foreign key (tenant_id, found_place_id) references storage_place (tenant_id, id)
);
create index stock_take_line_outcome on stock_take_line (tenant_id, stock_take_id, outcome, label);
-- Every scan by the id that the device gave it, so that a queue sent twice counts once.
create table stock_take_scan (
  tenant_id int not null references tenant (id),
  stock_take_id uuid not null,
  scan_id uuid not null,
  label text not null,
  place_code text not null,
  scanned_at timestamptz(3) not null,
  received_at timestamptz(3) not null default now(),
  scanned_by_name text not null,
  primary key (tenant_id, stock_take_id, scan_id),
  foreign key (tenant_id, stock_take_id) references stock_take (tenant_id, id)
);

-- 套打偏移, in mm: remembered for each form that is printed on sheets of the house.
create table print_setting (
  tenant_id int not null references tenant (id),
  form text not null check (form ~ '^[a-z][a-z_]{1,39}$'),
  offset_x numeric(5, 1) not null check (offset_x between -50 and 50),
  offset_y numeric(5, 1) not null check (offset_y between -50 and 50),
  paper text not null check (paper in ('A4', 'A3')),
  format text not null check (format in ('pdf', 'xlsx', 'docx')),
  primary key (tenant_id, form)
);

call secure_tenant_table('storage_setting');
call secure_tenant_table('storage_rack');
call secure_tenant_table('storage_place');
call secure_tenant_table('box');
call secure_tenant_table('box_item_move', commands => 'select, insert');
call secure_tenant_table('box_move', commands => 'select, insert');
call secure_tenant_table('storage_out');
call secure_tenant_table('stock_take');
call secure_tenant_table('stock_take_line');
call secure_tenant_table('stock_take_scan', commands => 'select, insert');
call secure_tenant_table('print_setting');
`)
    .execute(db);
};
