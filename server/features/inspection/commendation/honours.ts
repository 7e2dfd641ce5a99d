import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countHonourRows,
  decideHonourRow,
  findHonourForUpdate,
  type HonourFilter,
  type HonourRow,
  insertHonour,
  listHonourRows,
  listProofs,
} from '@/db/queries/honour.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import {
  type DecideHonourInput,
  type HonourProof,
  type HonourView,
  honourBody,
  honourProof,
  honourView,
  type ListHonoursInput,
  type ProposeHonourInput,
  type RegisterHonourInput,
  type RevokeHonourInput,
} from '@/server/domain/assessment/commendation';
import type { HonourLevel, HonourState } from '@/server/domain/assessment/commendation-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';
import { sendDispatch } from '@/server/features/tenancy';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import { listUnitsBelow } from '@/server/tenancy/list-units-below';
import type { TenantScope } from '@/server/tenancy/scope';
import { fieldsOf, type MadeDocument, type Press, pressDocument } from '../documents/press-document.ts';

const OBJECT = 'honour';
const cursorKey = z.tuple([z.number().int(), uuid]);

/** 荣誉台账, the newest year first. */
export const listHonours = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListHonoursInput,
): Promise<Page<HonourView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listHonourRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countHonourRows(tdb, scope.tenantId, input);
  return cutPage(
    honourView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    ({ year, id }) => encodeCursor([year, id]),
  );
};

const requireUnit = async (tdb: TenantDb, unitTenantId: number): Promise<KnownUnitView> => {
  const unit = (await listUnitsBelow(tdb)).find((one) => one.tenantId === unitTenantId);
  if (!unit) throw new AppError('NOT_FOUND', `tenant ${unitTenantId} is not supervised here`);
  return unit;
};

interface NewHonour {
  input: ProposeHonourInput | RegisterHonourInput;
  state: 'registered' | 'proposed';
  awarderName: string;
  awardedOn: string | null;
  documentNumber: string | null;
  proof: HonourProof[];
}

const addHonour = async (tdb: TenantDb, scope: TenantScope, made: NewHonour): Promise<{ id: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'an honour needs a person');
  const { input, ...more } = made;
  refuseClassified(input.title, input.reason, more.awarderName);
  const unit = await requireUnit(tdb, input.unitTenantId);
  const id = uuidv7();
  await insertHonour(tdb, {
    ...more,
    tenantId: scope.tenantId,
    id,
    holderKind: input.holderKind,
    subjectTenantId: unit.tenantId,
    subjectName: unit.name,
    personName: input.personName ?? null,
    title: input.title,
    level: input.level,
    year: input.year,
    reason: input.reason,
    createdBy: scope.accountId,
    createdByName: scope.actorName,
  });
  await audit(tdb, scope, {
    action: made.state === 'registered' ? 'honour.register' : 'honour.propose',
    objectKind: OBJECT,
    objectId: id,
    objectLabel: `${unit.name} ${input.title}`,
    detail: { year: input.year, level: input.level, personName: input.personName ?? null },
  });
  return { id };
};

/** 登记荣誉 that somebody else gave to a unit or to one of its people. */
export const registerHonour = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RegisterHonourInput,
): Promise<{ id: string }> => {
  if (input.awardedOn > (await readClock(tdb)).today)
    throw new AppError('BAD_INPUT', 'the day lies ahead', { awardedOn: 'future' });
  const { awarderName, awardedOn, documentNumber = null } = input;
  return addHonour(tdb, scope, { input, state: 'registered', awarderName, awardedOn, documentNumber, proof: [] });
};

/** 提名: the unit's confirmed results of the year and the two before it are put beside the reason, as they stand. */
export const proposeHonour = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ProposeHonourInput,
): Promise<{ id: string }> => {
  const asked = { subjectTenantId: input.unitTenantId, year: input.year };
  const proof = honourProof.array().parse(await listProofs(tdb, scope.tenantId, asked));
  const nothing = { awardedOn: null, documentNumber: null };
  return addHonour(tdb, scope, { input, state: 'proposed', awarderName: scope.tenantName, ...nothing, proof });
};

const requireHonour = async (
  tdb: TenantDb,
  scope: TenantScope,
  honourId: string,
  states: readonly HonourState[],
): Promise<HonourRow> => {
  const row = await findHonourForUpdate(tdb, scope.tenantId, honourId);
  if (!row) throw new AppError('NOT_FOUND', `honour ${honourId} is not in tenant ${scope.tenantId}`);
  if (!states.some((state) => state === row.state))
    throw new AppError('STEP_PASSED', `honour ${row.id} is ${row.state}`);
  return row;
};

/** 荣誉证书 with the year and the title; the unit has it by dispatch. */
const makeCertificate = async (
  tdb: TenantDb,
  scope: TenantScope,
  press: Press,
  row: HonourRow,
): Promise<MadeDocument> => {
  const holder = row.personName === null ? row.subjectName : `${row.subjectName} ${row.personName}`;
  return pressDocument(tdb, scope, press, {
    code: 'HONOUR_CERT',
    values: fieldsOf({ 单位: holder, 机关: scope.tenantName, 称号: `${row.year}年度“${row.title}”` }),
    demands: [],
    subjectTenantId: row.subjectTenantId,
    subjectName: row.subjectName,
    inspectionId: null,
    isSent: true,
  });
};

const award = async (
  tdb: TenantDb,
  scope: TenantScope,
  press: Press,
  { row, today }: { row: HonourRow; today: string },
) => {
  const paper = await makeCertificate(tdb, scope, press, row);
  if (row.subjectTenantId !== null)
    await sendDispatch(tdb, scope, {
      addresseeTenantId: row.subjectTenantId,
      kind: 'honour',
      documentNumber: paper.documentNumber,
      title: `授予称号（${row.title}）`,
      body: honourBody.parse({
        title: row.title,
        level: row.level as HonourLevel,
        year: row.year,
        personName: row.personName,
        documentNumber: paper.documentNumber,
        issuedOn: today,
      }),
      objectId: row.id,
      attachments: [paper.objectId],
    });
  return { awardedOn: today, documentNumber: paper.documentNumber, documentId: paper.id };
};

/** 审定 a proposal: awarded with a certificate, or declined. */
export const decideHonour = async (
  tdb: TenantDb,
  scope: TenantScope,
  press: Press,
  input: DecideHonourInput,
): Promise<{ documentNumber: string | null }> => {
  refuseClassified(input.note);
  const row = await requireHonour(tdb, scope, input.honourId, ['proposed']);
  const { today } = await readClock(tdb);
  const awarded = input.isAwarded ? await award(tdb, scope, press, { row, today }) : null;
  await decideHonourRow(
    tdb,
    { tenantId: scope.tenantId, id: row.id },
    {
      state: input.isAwarded ? 'awarded' : 'declined',
      decisionNote: input.note,
      decidedByName: scope.actorName,
      decidedOn: today,
      ...awarded,
    },
  );
  await audit(tdb, scope, {
    action: 'honour.decide',
    objectKind: OBJECT,
    objectId: row.id,
    objectLabel: `${row.subjectName} ${row.title}`,
    detail: { isAwarded: input.isAwarded, note: input.note, documentNumber: awarded?.documentNumber ?? null },
  });
  return { documentNumber: awarded?.documentNumber ?? null };
};

/** 撤销 an honour for a reason. It stays in the ledger. */
export const revokeHonour = async (tdb: TenantDb, scope: TenantScope, input: RevokeHonourInput): Promise<void> => {
  refuseClassified(input.note);
  const row = await requireHonour(tdb, scope, input.honourId, ['registered', 'awarded']);
  const { today } = await readClock(tdb);
  const decision = { state: 'revoked', decisionNote: input.note, decidedByName: scope.actorName, decidedOn: today };
  await decideHonourRow(tdb, { tenantId: scope.tenantId, id: row.id }, decision);
  await audit(tdb, scope, {
    action: 'honour.revoke',
    objectKind: OBJECT,
    objectId: row.id,
    objectLabel: `${row.subjectName} ${row.title}`,
    detail: { was: row.state, note: input.note },
  });
};

const LEVEL_WORDS: Record<HonourLevel, string> = {
  national: '国家级',
  province: '省级',
  city: '市级',
  county: '县级',
  township: '乡镇级',
  unit: '单位级',
};
const STATE_WORDS: Record<HonourState, string> = {
  registered: '已登记',
  proposed: '待审定',
  awarded: '已授予',
  declined: '未通过',
  revoked: '已撤销',
};
const COLUMNS = [
  { heading: '年度', width: 8 },
  { heading: '单位', width: 30 },
  { heading: '个人', width: 12 },
  { heading: '称号', width: 30 },
  { heading: '级别', width: 10 },
  { heading: '授予机关', width: 24 },
  { heading: '授予日期', width: 12 },
  { heading: '文号', width: 22 },
  { heading: '状态', width: 10 },
];

/** 荣誉台账 as a workbook, of what the filters leave. */
export const exportHonours = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: HonourFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const views = honourView.array().parse(await listHonourRows(tdb, scope.tenantId, input, page));
  return exportTable(tdb, scope, objects, {
    action: 'honour.export',
    objectKind: OBJECT,
    fileName: `荣誉台账_${scope.tenantName}.xlsx`,
    sheetName: '荣誉台账',
    columns: COLUMNS,
    rows: views.map((view) => [
      view.year,
      view.subjectName,
      view.personName,
      view.title,
      LEVEL_WORDS[view.level],
      view.awarderName,
      view.awardedOn,
      view.documentNumber,
      STATE_WORDS[view.state],
    ]),
  });
};
