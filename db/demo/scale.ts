import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { codeSort, formatReferenceCode } from '../../server/domain/archive/reference-code.ts';
import { searchText, searchTokens } from '../../server/domain/shared/chinese-text.ts';
import { titleInitials } from '../../server/domain/shared/pinyin-initials.ts';
import { instant } from './calendar.ts';
import { type CatalogueOwner, draftItems, type ItemDraft } from './catalogue.ts';
import { Random } from './random.ts';

/* The scale set: many units under one bureau, one of them very large. For the benchmark only. */
export interface ScaleShape {
  tenants: number;
  items: number;
  /** Entries of the largest unit. */
  largest: number;
  /** Live grants of the one inspector. */
  grants: number;
}

export interface ScaleSet {
  bureauId: number;
  inspectorId: string;
  largestId: number;
  /** An account with a membership in the largest unit. */
  archivistId: string;
}

const COLUMNS =
  'tenant_id, id, fonds_id, level, category_code, subcategory_code, filing_year, retention_code, org_code, item_number, reference_code, code_sort, code_template, title, responsible_party, document_number, document_date, page_count, archived_on, published_on, search_text, search_tokens, created_by, created_at';

const copyCell = (value: string | number | null): string =>
  value === null ? '\\N' : String(value).replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n');

/** One line of COPY text. Tokens hold letters and digits only, so quoting them is enough. */
export const copyLine = (owner: CatalogueOwner, id: string, draft: ItemDraft, archivedOn: string): string => {
  const code = formatReferenceCode(draft.template, draft.parts);
  if (!code.ok) throw new Error(`scale code: ${code.problem}`);
  const fields = [draft.title, draft.documentNumber, owner.shortName, code.text, titleInitials(draft.title)];
  const tokens = searchTokens(fields)
    .map((token) => `'${token}'`)
    .join(' ');
  return `${[
    owner.tenantId,
    id,
    owner.fondsId,
    draft.level,
    draft.category,
    draft.subcategory,
    draft.year,
    draft.retention,
    draft.org,
    draft.number,
    code.text,
    codeSort(code.text),
    draft.template,
    draft.title,
    owner.shortName,
    draft.documentNumber,
    draft.documentDate,
    draft.pages,
    archivedOn,
    archivedOn,
    searchText(fields),
    tokens,
    owner.archivistId,
    instant(archivedOn).toISOString(),
  ]
    .map(copyCell)
    .join('\t')}\n`;
};

const YEARS = Array.from({ length: 15 }, (_, index) => 2011 + index);

function* linesOf(random: Random, owner: CatalogueOwner, count: number): Generator<string> {
  const drafts = draftItems(random, owner, count, YEARS);
  for (const draft of drafts) {
    const archivedOn = `${draft.year + 1}-03-15`;
    yield copyLine(owner, random.uuid(instant(archivedOn)), draft, archivedOn);
  }
}

/** Lines into `table (columns)` by COPY, as the owner: the fastest way in, and what an import is measured against. */
export const copyItems = async (admin: Client, into: string, lines: Iterable<string>): Promise<void> => {
  const stream = admin.query(copyFrom(`copy ${into} from stdin`));
  await pipeline(Readable.from(chunks(lines)), stream);
};

function* chunks(lines: Iterable<string>): Generator<Buffer> {
  let held: string[] = [];
  for (const line of lines) {
    held.push(line);
    if (held.length === 500) {
      yield Buffer.from(held.join(''));
      held = [];
    }
  }
  yield Buffer.from(held.join(''));
}

const makeTenant = async (
  admin: Client,
  random: Random,
  slug: string,
  kind: string,
  role: string,
): Promise<{ id: number; accountId: string }> => {
  const made = await admin.query<{ id: number }>(
    'insert into tenant (slug, kind, name, short_name) values ($1, $2, $3, $3) returning id',
    [slug, kind, `规模${slug}`],
  );
  const id = made.rows[0]?.id ?? 0;
  const accountId = random.uuid(instant('2015-01-01'));
  await admin.query("insert into tenant_name values ($1, '2015-01-01', $2)", [id, `规模${slug}`]);
  await admin.query('insert into account (id, login_name, display_name) values ($1, $2, $2)', [
    accountId,
    `${slug}.${role}`,
  ]);
  await admin.query(
    'insert into membership (tenant_id, id, account_id, display_name, roles) values ($1, $2, $3, $4, $5)',
    [id, random.uuid(instant('2015-01-01')), accountId, slug, [role]],
  );
  return { id, accountId };
};

/** Fills a migrated, empty database as its superuser. Sizes of the units fall off like real ones (Zipf, s = 0.85). */
export const loadScaleSet = async (
  adminUrl: string,
  shape: ScaleShape,
  progress: (done: number) => void,
): Promise<ScaleSet> => {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  const random = new Random('scale-1');
  const bureau = await makeTenant(admin, random, 'scale-bureau', 'bureau', 'bureau_inspector');
  const weights = Array.from({ length: shape.tenants - 1 }, (_, index) => (index + 2) ** -0.85);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const sizes = [
    shape.largest,
    ...weights.map((weight) => Math.round(((shape.items - shape.largest) * weight) / whole)),
  ];
  await admin.query('drop index archive_item_search');
  const units: { id: number; accountId: string }[] = [];
  let done = 0;
  for (const [index, size] of sizes.entries()) {
    const unit = await makeTenant(admin, random, `scale-${index + 1}`, 'department', 'unit_archivist');
    units.push(unit);
    await admin.query("insert into supervision values ($1, $2, '2015-01-01')", [bureau.id, unit.id]);
    const fondsId = random.uuid(instant('2015-01-01'));
    await admin.query('insert into fonds (tenant_id, id, number, name) values ($1, $2, $3, $4)', [
      unit.id,
      fondsId,
      'B028',
      '规模',
    ]);
    const owner: CatalogueOwner = {
      tenantId: unit.id,
      kind: 'department',
      shortName: `规模单位${index + 1}`,
      fondsId,
      fondsNumber: 'B028',
      archivistId: unit.accountId,
    };
    await copyItems(admin, `archive_item (${COLUMNS})`, linesOf(random.fork(`unit-${index}`), owner, size));
    done += size;
    progress(done);
  }
  await admin.query(
    'create index archive_item_search on archive_item using gin (tenant_id, search_tokens) with (fastupdate = on, gin_pending_list_limit = 8192)',
  );
  for (const unit of units.slice(0, shape.grants)) {
    await admin.query(
      `insert into access_grant (tenant_id, id, addressee_tenant_id, account_ids, record_classes, year_from, year_to, valid_from, valid_to, reason, granted_by)
       values ($1, $2, $3, array[$4::uuid], '{archive}', 2011, 2026, now() - interval '1 hour', now() + interval '30 days', '规模测试', $4)`,
      [bureau.id, random.uuid(new Date()), unit.id, bureau.accountId],
    );
  }
  await admin.query('vacuum (analyze) archive_item');
  await admin.query('analyze');
  await admin.end();
  return {
    bureauId: bureau.id,
    inspectorId: bureau.accountId,
    largestId: units[0]?.id ?? 0,
    archivistId: units[0]?.accountId ?? '',
  };
};
