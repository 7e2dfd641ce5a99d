import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 表彰: honours of units and people. */

export interface HonourRow {
  id: string;
  holderKind: string;
  subjectTenantId: number | null;
  subjectName: string;
  personName: string | null;
  title: string;
  level: string;
  year: number;
  awarderName: string;
  awardedOn: string | null;
  documentNumber: string | null;
  documentId: string | null;
  state: string;
  reason: string;
  proof: unknown;
  decisionNote: string | null;
  decidedByName: string | null;
  decidedOn: string | null;
  createdByName: string;
}

export interface HonourFilter {
  state?: string | undefined;
  level?: string | undefined;
  year?: number | undefined;
  search?: string | undefined;
}

const columns = sql`h.id, h.holder_kind, h.subject_tenant_id, h.subject_name, h.person_name, h.title, h.level, h.year,
  h.awarder_name, h.awarded_on, h.document_number, h.document_id, h.state, h.reason, h.proof, h.decision_note,
  h.decided_by_name, h.decided_on, h.created_by_name`;

const conditions = (tenantId: number, filter: HonourFilter): RawBuilder<unknown> => {
  const search = filter.search === undefined ? null : containing(filter.search);
  return sql`h.tenant_id = ${tenantId} and (${filter.state ?? null}::text is null or h.state = ${filter.state ?? null})
    and (${filter.level ?? null}::text is null or h.level = ${filter.level ?? null})
    and (${filter.year ?? null}::int is null or h.year = ${filter.year ?? null})
    and (${search}::text is null or h.subject_name ilike ${search} or h.person_name ilike ${search} or h.title ilike ${search})`;
};

/** The newest year first. */
export const listHonourRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: HonourFilter,
  page: { cursor: [number, string] | undefined; direction: Walk; limit: number },
): Promise<HonourRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (h.year, h.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::int, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<HonourRow>`select ${columns} from honour h where ${conditions(tenantId, filter)} ${past}
    order by h.year ${order}, h.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countHonourRows = async (tdb: TenantDb, tenantId: number, filter: HonourFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from honour h where ${conditions(tenantId, filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

/** Held until the transaction ends: it is decided once. */
export const findHonourForUpdate = async (
  tdb: TenantDb,
  tenantId: number,
  honourId: string,
): Promise<HonourRow | undefined> => {
  const { rows } = await sql<HonourRow>`select ${columns} from honour h
    where h.tenant_id = ${tenantId} and h.id = ${honourId}::uuid for update`.execute(tdb);
  return rows[0];
};

export const insertHonour = async (
  tdb: TenantDb,
  row: Omit<HonourRow, 'documentId' | 'decisionNote' | 'decidedByName' | 'decidedOn'> & {
    tenantId: number;
    createdBy: string;
  },
): Promise<void> => {
  await tdb
    .insertInto('honour')
    .values({ ...row, proof: JSON.stringify(row.proof) })
    .execute();
};

export interface HonourDecision {
  state: string;
  decisionNote: string;
  decidedByName: string;
  decidedOn: string;
  awardedOn?: string;
  documentNumber?: string;
  documentId?: string;
}

export const decideHonourRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string },
  decision: HonourDecision,
): Promise<void> => {
  await tdb.updateTable('honour').set(decision).where('tenantId', '=', key.tenantId).where('id', '=', key.id).execute();
};

export interface ProofRow {
  year: number;
  title: string;
  percent: number;
  gradeName: string | null;
  rank: number | null;
}

const PROOF_YEARS = 3;

/** What a unit came to in the year and the years before it, as confirmed. */
export const listProofs = async (
  tdb: TenantDb,
  tenantId: number,
  asked: { subjectTenantId: number; year: number },
): Promise<ProofRow[]> => {
  const { rows } = await sql<ProofRow>`select s.year, s.title, s.percent, s.grade_name, s.rank from assessment_sheet s
    where s.tenant_id = ${tenantId} and s.purpose = 'annual' and s.state = 'final'
      and s.subject_tenant_id = ${asked.subjectTenantId}
      and s.year between ${asked.year - PROOF_YEARS + 1}::int and ${asked.year}::int
    order by s.year desc, s.final_on desc, s.id desc limit 20`.execute(tdb);
  return rows;
};
