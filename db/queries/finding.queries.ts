import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { findingStandings } from './inspection-standing.ts';
import { isLate, todayInShanghai } from './lateness.ts';

export interface FindingRow {
  id: string;
  inspectionId: string;
  number: number;
  legalItem: string;
  checklistCode: string;
  severity: string;
  documentCode: string;
  fact: string;
  basis: string;
  requirement: string;
  dueOn: string;
  pinnedKind: string | null;
  pinnedId: string | null;
  pinnedLabel: string | null;
  pinnedCopy: unknown;
  pinnedFacts: unknown;
  firstDueOn: string | null;
  documentId: string | null;
  reopensFindingId: string | null;
  state: string;
  issuedOn: string | null;
  verifiedOn: string | null;
  dispatchId: string | null;
  rowVersion: number;
}

const COLUMNS = [
  'id',
  'inspectionId',
  'number',
  'legalItem',
  'checklistCode',
  'severity',
  'documentCode',
  'fact',
  'basis',
  'requirement',
  'dueOn',
  'pinnedKind',
  'pinnedId',
  'pinnedLabel',
  'pinnedCopy',
  'pinnedFacts',
  'firstDueOn',
  'documentId',
  'reopensFindingId',
  'state',
  'issuedOn',
  'verifiedOn',
  'dispatchId',
  'rowVersion',
] as const;

const asJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** Numbers run within an inspection; the caller holds the inspection's row. Withdrawn numbers are not given again. */
export const nextFindingNumber = async (tdb: TenantDb, tenantId: number, inspectionId: string): Promise<number> => {
  const { next } = await tdb
    .selectFrom('finding')
    .select(sql<number>`coalesce(max(number), 0) + 1`.as('next'))
    .where('tenantId', '=', tenantId)
    .where('inspectionId', '=', inspectionId)
    .executeTakeFirstOrThrow();
  return next;
};

export const insertFinding = async (
  tdb: TenantDb,
  row: Omit<
    FindingRow,
    'state' | 'issuedOn' | 'verifiedOn' | 'dispatchId' | 'rowVersion' | 'firstDueOn' | 'documentId'
  > & {
    tenantId: number;
    createdBy: string;
  },
): Promise<void> => {
  await tdb
    .insertInto('finding')
    .values({ ...row, pinnedCopy: asJson(row.pinnedCopy), pinnedFacts: asJson(row.pinnedFacts) })
    .execute();
};

export const findFindingForUpdate = (
  tdb: TenantDb,
  tenantId: number,
  findingId: string,
): Promise<FindingRow | undefined> =>
  tdb
    .selectFrom('finding')
    .select(COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('id', '=', findingId)
    .forUpdate()
    .executeTakeFirst();

export const findFinding = (tdb: TenantDb, tenantId: number, findingId: string): Promise<FindingRow | undefined> =>
  tdb
    .selectFrom('finding')
    .select(COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('id', '=', findingId)
    .executeTakeFirst();

export const listDraftsForUpdate = (tdb: TenantDb, tenantId: number, inspectionId: string): Promise<FindingRow[]> =>
  tdb
    .selectFrom('finding')
    .select(COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('inspectionId', '=', inspectionId)
    .where('state', '=', 'draft')
    .orderBy('number')
    .limit(500)
    .forUpdate()
    .execute();

/** Answers whether the draft still had the version. */
export const updateDraft = async (
  tdb: TenantDb,
  key: { tenantId: number; findingId: string; rowVersion: number },
  changes: Partial<
    Pick<FindingRow, 'severity' | 'documentCode' | 'fact' | 'basis' | 'requirement' | 'dueOn' | 'state'>
  >,
): Promise<boolean> => {
  const result = await tdb
    .updateTable('finding')
    .set({ ...changes, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.findingId)
    .where('rowVersion', '=', key.rowVersion)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

export const setFindingIssued = async (
  tdb: TenantDb,
  key: { tenantId: number; findingId: string },
  issue: { dispatchId: string; issuedOn: string; documentId: string; firstDueOn: string },
): Promise<void> => {
  await tdb
    .updateTable('finding')
    .set({ ...issue, state: 'issued', rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.findingId)
    .execute();
};

export const setFindingVerdict = async (
  tdb: TenantDb,
  key: { tenantId: number; findingId: string },
  accepted: boolean,
): Promise<void> => {
  await tdb
    .updateTable('finding')
    .set({
      state: accepted ? 'verified' : 'returned',
      verifiedOn: accepted ? todayInShanghai.$castTo<string>() : null,
      rowVersion: sql`row_version + 1`,
    })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.findingId)
    .execute();
};

export interface StandingFindingRow extends FindingRow {
  standing: string;
  isOverdue: boolean;
  documentNumber: string | null;
}

/** All findings of an inspection as they stand, withdrawn ones left out. */
export const listStandingFindings = async (
  tdb: TenantDb,
  tenantId: number,
  inspectionId: string,
): Promise<StandingFindingRow[]> => {
  const { rows } = await sql<StandingFindingRow>`
    select f.id, f.inspection_id, f.number, f.legal_item, f.checklist_code, f.severity, f.document_code, f.fact, f.basis,
      f.requirement, f.due_on, f.pinned_kind, f.pinned_id, f.pinned_label, f.pinned_copy, f.pinned_facts,
      f.first_due_on, f.document_id, f.reopens_finding_id, f.state, f.issued_on, f.verified_on,
      f.dispatch_id, f.row_version, s.standing, d.document_number,
      s.standing in ('issued', 'returned') and ${isLate('f.due_on')} as is_overdue
    from finding f
    join ${findingStandings(tenantId)} s on s.id = f.id
    left join dispatch d on d.tenant_id = ${tenantId} and d.id = f.dispatch_id
    where f.tenant_id = ${tenantId} and f.inspection_id = ${inspectionId} and f.state <> 'withdrawn'
    order by f.number, f.id limit 500`.execute(tdb);
  return rows;
};

/** How many findings of an inspection keep it from closing. */
export const countUnsettled = async (tdb: TenantDb, tenantId: number, inspectionId: string): Promise<number> => {
  const { unsettled } = await tdb
    .selectFrom('finding')
    .select((eb) => eb.fn.countAll<number>().as('unsettled'))
    .where('tenantId', '=', tenantId)
    .where('inspectionId', '=', inspectionId)
    .where('state', 'not in', ['verified', 'withdrawn'])
    .executeTakeFirstOrThrow();
  return Number(unsettled);
};

export interface PhotoRow {
  findingId: string;
  objectId: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
}

const selectPhotos = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('findingPhoto as p')
    .innerJoin('storedObject as o', (join) =>
      join.onRef('o.tenantId', '=', 'p.tenantId').onRef('o.id', '=', 'p.objectId'),
    )
    .select(['p.findingId', 'p.objectId', 'o.fileName', 'o.mediaType', 'o.sizeBytes', 'o.sha256'])
    .where('p.tenantId', '=', tenantId);

export const listPhotos = async (
  tdb: TenantDb,
  tenantId: number,
  findingIds: readonly string[],
): Promise<PhotoRow[]> =>
  findingIds.length === 0
    ? []
    : selectPhotos(tdb, tenantId)
        .where('p.findingId', 'in', findingIds)
        .orderBy('p.findingId')
        .orderBy('p.position')
        .orderBy('p.objectId')
        .limit(5000)
        .execute();

export const findPhoto = (
  tdb: TenantDb,
  key: { tenantId: number; findingId: string; objectId: string },
): Promise<PhotoRow | undefined> =>
  selectPhotos(tdb, key.tenantId)
    .where('p.findingId', '=', key.findingId)
    .where('p.objectId', '=', key.objectId)
    .executeTakeFirst();

/** Replaces the photos of a draft. An object of another tenant is no object: the key to stored_object refuses it. */
export const replacePhotos = async (
  tdb: TenantDb,
  key: { tenantId: number; findingId: string },
  objectIds: readonly string[],
): Promise<void> => {
  const { tenantId, findingId } = key;
  await tdb.deleteFrom('findingPhoto').where('tenantId', '=', tenantId).where('findingId', '=', findingId).execute();
  if (objectIds.length === 0) return;
  await tdb
    .insertInto('findingPhoto')
    .values([...new Set(objectIds)].map((objectId, position) => ({ tenantId, findingId, objectId, position })))
    .execute();
};

/** What this tenant's inspectors wrote most in findings about one item of a list, most used first. */
export const listFindingWords = async (
  tdb: TenantDb,
  tenantId: number,
  about: { checklistId: string; itemCode: string },
): Promise<{ field: 'fact' | 'requirement'; words: string }[]> => {
  const { rows } = await sql<{ field: 'fact' | 'requirement'; words: string }>`
    select field, words from (
      select w.field, w.words, row_number() over (partition by w.field order by count(*) desc, w.words) as place
      from finding f
      join inspection i on i.tenant_id = f.tenant_id and i.id = f.inspection_id
      join inspection_campaign c on c.tenant_id = i.tenant_id and c.id = i.campaign_id
      join checklist l on l.tenant_id = c.tenant_id and l.id = c.checklist_id
      cross join lateral (values ('fact', f.fact), ('requirement', f.requirement)) w (field, words)
      where f.tenant_id = ${tenantId} and f.checklist_code = ${about.itemCode} and f.state <> 'withdrawn' and length(w.words) <= 120
        and l.code = (select o.code from checklist o where o.tenant_id = ${tenantId} and o.id = ${about.checklistId})
      group by w.field, w.words) used
    where place <= 6 order by field, place`.execute(tdb);
  return rows;
};
