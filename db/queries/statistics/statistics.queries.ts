import { type RawBuilder, sql } from 'kysely';
import type { FigureBasis } from '@/server/domain/figure/reporting';
import type { TenantDb } from '../../client.ts';
import { isLate } from '../lateness.ts';

/* 统计年报: what is being filled in, what was handed up, and what supervisor and unit said of it. */

export interface ReturnDraftRow {
  id: string;
  formKey: string;
  entered: unknown;
  explanations: unknown;
  rowVersion: number;
  updatedAt: string;
}
const DRAFT = ['id', 'formKey', 'entered', 'explanations', 'rowVersion', 'updatedAt'] as const;
const MOST = 20_000;

export const listReturnDrafts = (tdb: TenantDb, tenantId: number, year: number): Promise<ReturnDraftRow[]> =>
  tdb
    .selectFrom('statisticalReturn')
    .select([...DRAFT])
    .where('tenantId', '=', tenantId)
    .where('year', '=', year)
    .orderBy('formKey')
    .limit(1_000)
    .execute();

export const lockReturnDraft = (
  tdb: TenantDb,
  key: { tenantId: number; formKey: string; year: number },
): Promise<ReturnDraftRow | undefined> =>
  tdb
    .selectFrom('statisticalReturn')
    .select([...DRAFT])
    .where('tenantId', '=', key.tenantId)
    .where('formKey', '=', key.formKey)
    .where('year', '=', key.year)
    .forUpdate()
    .executeTakeFirst();

/** One draft a form and year: two people who begin it at once write into the same. */
export const saveReturnDraft = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    formKey: string;
    year: number;
    entered: unknown;
    explanations: unknown;
    updatedBy: string;
    updatedByName: string;
  },
): Promise<{ id: string; rowVersion: number }> => {
  const said = { entered: JSON.stringify(row.entered), explanations: JSON.stringify(row.explanations) };
  return tdb
    .insertInto('statisticalReturn')
    .values({ ...row, ...said })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'formKey', 'year']).doUpdateSet({
        ...said,
        updatedBy: row.updatedBy,
        updatedByName: row.updatedByName,
        updatedAt: sql`now()`,
        rowVersion: sql`statistical_return.row_version + 1`,
      }),
    )
    .returning(['id', 'rowVersion'])
    .executeTakeFirstOrThrow();
};

export interface SubmissionRow {
  id: string;
  unitTenantId: number;
  unitName: string;
  addresseeTenantId: number;
  formKey: string;
  form: unknown;
  year: number;
  asOf: string;
  basis: FigureBasis;
  cells: unknown;
  problems: unknown;
  parts: unknown;
  submittedAt: string;
  submittedByName: string;
  /** When the unit handed the form up for the first time, as a day in Shanghai. */
  firstDay: string;
}

const submissions = async (tdb: TenantDb, whose: RawBuilder<unknown>): Promise<SubmissionRow[]> => {
  const { rows } =
    await sql<SubmissionRow>`select s.id, s.tenant_id as unit_tenant_id, s.unit_name, s.addressee_tenant_id, s.form_key, s.form, s.year, s.as_of,
      s.basis, s.cells, s.problems, s.parts, s.submitted_at, s.submitted_by_name,
      (select (min(f.submitted_at) at time zone 'Asia/Shanghai')::date from statistical_submission f
        where f.tenant_id = s.tenant_id and f.addressee_tenant_id = s.addressee_tenant_id and f.form_key = s.form_key and f.year = s.year
          and f.basis = s.basis) as first_day
    from statistical_submission s where ${whose} and s.state = 'released' and s.dispatched_at is not null
    order by s.form_key, s.unit_name, s.tenant_id, s.basis, s.submitted_at desc, s.id limit ${MOST}`.execute(tdb);
  return rows;
};

/** What the tenant has handed up of a year and not replaced, one line an addressee. */
export const listOwnSubmissions = (tdb: TenantDb, tenantId: number, year: number): Promise<SubmissionRow[]> =>
  submissions(tdb, sql`s.tenant_id = ${tenantId} and s.year = ${year}`);

/** What units have handed up to the tenant. The units' own tables stay closed. */
export const listReceivedSubmissions = (
  tdb: TenantDb,
  key: { tenantId: number; year: number; formKey?: string },
): Promise<SubmissionRow[]> =>
  submissions(
    tdb,
    sql`s.addressee_tenant_id = ${key.tenantId} and s.year = ${key.year} ${key.formKey === undefined ? sql`` : sql`and s.form_key = ${key.formKey}`}`,
  );

/** The last year of which units have handed anything up; nothing before the first of them did. */
export const findLastReceivedYear = async (tdb: TenantDb, tenantId: number): Promise<number | null> => {
  const row = await tdb
    .selectFrom('statisticalSubmission')
    .select((eb) => eb.fn.max('year').as('year'))
    .where('addresseeTenantId', '=', tenantId)
    .where('state', '=', 'released')
    .where('dispatchedAt', 'is not', null)
    .executeTakeFirst();
  return row?.year ?? null;
};

export const supersedeSubmissions = async (
  tdb: TenantDb,
  key: { tenantId: number; addresseeTenantId: number; formKey: string; year: number; basis: FigureBasis },
): Promise<void> => {
  await tdb
    .updateTable('statisticalSubmission')
    .set({ state: 'superseded' })
    .where('tenantId', '=', key.tenantId)
    .where('addresseeTenantId', '=', key.addresseeTenantId)
    .where('formKey', '=', key.formKey)
    .where('year', '=', key.year)
    .where('basis', '=', key.basis)
    .where('state', '<>', 'superseded')
    .execute();
};

export const insertSubmission = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    addresseeTenantId: number;
    formKey: string;
    form: unknown;
    year: number;
    asOf: string;
    basis: FigureBasis;
    cells: unknown;
    problems: unknown;
    parts: unknown;
    unitName: string;
    submittedBy: string;
    submittedByName: string;
  },
): Promise<void> => {
  await tdb
    .insertInto('statisticalSubmission')
    .values({
      ...row,
      form: JSON.stringify(row.form),
      cells: JSON.stringify(row.cells),
      problems: JSON.stringify(row.problems),
      parts: JSON.stringify(row.parts),
      dispatchedAt: sql<string>`now()`,
    })
    .execute();
};

export interface StatisticsDocumentRow {
  id: string;
  senderTenantId: number;
  senderName: string;
  addresseeTenantId: number;
  /** Whose figures it is about: of a merged unit the addressee is the one that goes on. */
  unitTenantId: number;
  kind: 'statistics_call' | 'statistics_return' | 'statistics_acceptance';
  formKey: string;
  body: unknown;
  dueOn: string | null;
  isLate: boolean;
  dispatchedAt: string;
  isAnswered: boolean;
}

const documents = async (tdb: TenantDb, whose: RawBuilder<unknown>, year: number): Promise<StatisticsDocumentRow[]> => {
  const { rows } =
    await sql<StatisticsDocumentRow>`select d.id, d.tenant_id as sender_tenant_id, d.sender_name, d.addressee_tenant_id,
      coalesce((d.body ->> 'unitTenantId')::int, d.addressee_tenant_id) as unit_tenant_id, d.kind,
      d.body ->> 'formKey' as form_key, d.body, d.due_on, coalesce(${isLate('d.due_on')}, false) as is_late, d.dispatched_at,
      exists (select 1 from dispatch r where r.in_reply_to = d.id and r.tenant_id = d.addressee_tenant_id and r.kind = 'receipt') as is_answered
    from dispatch d where ${whose} and d.kind in ('statistics_call', 'statistics_return', 'statistics_acceptance')
      and d.body ->> 'year' = ${String(year)} and d.dispatched_at is not null
    order by d.dispatched_at desc, d.id desc limit ${MOST}`.execute(tdb);
  return rows;
};

export const listSentStatisticsDocuments = (
  tdb: TenantDb,
  tenantId: number,
  year: number,
): Promise<StatisticsDocumentRow[]> => documents(tdb, sql`d.tenant_id = ${tenantId}`, year);

export const listReceivedStatisticsDocuments = (
  tdb: TenantDb,
  tenantId: number,
  year: number,
): Promise<StatisticsDocumentRow[]> => documents(tdb, sql`d.addressee_tenant_id = ${tenantId}`, year);

export interface OwnFormRow {
  id: string;
  name: string;
  definition: unknown;
  state: string;
  rowVersion: number;
  createdByName: string;
}
const OWN_FORM = ['id', 'name', 'definition', 'state', 'rowVersion', 'createdByName'] as const;

export const listOwnForms = (tdb: TenantDb, tenantId: number): Promise<OwnFormRow[]> =>
  tdb
    .selectFrom('statisticalForm')
    .select([...OWN_FORM])
    .where('tenantId', '=', tenantId)
    .orderBy('name')
    .orderBy('id')
    .limit(500)
    .execute();

export const findOwnForm = (tdb: TenantDb, tenantId: number, id: string): Promise<OwnFormRow | undefined> =>
  tdb
    .selectFrom('statisticalForm')
    .select([...OWN_FORM])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export const insertOwnForm = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    name: string;
    definition: unknown;
    createdBy: string;
    createdByName: string;
  },
): Promise<void> => {
  await tdb
    .insertInto('statisticalForm')
    .values({ ...row, definition: JSON.stringify(row.definition) })
    .execute();
};

export const updateOwnForm = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string },
  change: { name?: string; definition?: unknown; state?: 'draft' | 'issued' | 'retired' },
): Promise<void> => {
  const { definition, ...more } = change;
  await tdb
    .updateTable('statisticalForm')
    .set({
      ...more,
      ...(definition === undefined ? {} : { definition: JSON.stringify(definition), version: sql`version + 1` }),
      rowVersion: sql`row_version + 1`,
    })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .execute();
};
