import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  closeRoundRow,
  countRoundRows,
  findRound,
  finishSheets,
  insertRound,
  listRoundRows,
  lockRound,
} from '@/db/queries/assessment-round.queries';
import { findSchemeForUpdate, type SchemeRow } from '@/db/queries/assessment-scheme.queries';
import { insertSheet, listSheetRows } from '@/db/queries/assessment-sheet.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import {
  type ListRoundsInput,
  type OpenRoundInput,
  type RoundView,
  roundView,
  sectionWeight,
} from '@/server/domain/assessment/assessment';
import { resultBody } from '@/server/domain/assessment/assessment-exchange';
import { findLevel, MOST_ROUND_UNITS, type RatingKind } from '@/server/domain/assessment/assessment-vocabulary';
import { weighList } from '@/server/domain/assessment/weigh-list';
import type { FrozenList, SelfCheckRequestBody } from '@/server/domain/inspection/checklist-review';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';
import { sendDispatch } from '@/server/features/tenancy';
import { listUnitsBelow } from '@/server/tenancy/list-units-below';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireChecklist } from '../checklist/library.ts';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

export const listRounds = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListRoundsInput,
): Promise<Page<RoundView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listRoundRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countRoundRows(tdb, scope.tenantId, input);
  return cutPage(
    roundView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    ({ createdAt, id }) => encodeCursor([createdAt, id]),
  );
};

export const requireRound = async (tdb: TenantDb, scope: TenantScope, roundId: string) => {
  const row = await findRound(tdb, scope.tenantId, roundId);
  if (!row) throw new AppError('NOT_FOUND', `round ${roundId} is not in tenant ${scope.tenantId}`);
  return row;
};

export const getRound = async (tdb: TenantDb, scope: TenantScope, input: { roundId: string }): Promise<RoundView> =>
  roundView.parse(await requireRound(tdb, scope, input.roundId));

const requireScheme = async (tdb: TenantDb, scope: TenantScope, schemeId: string): Promise<SchemeRow> => {
  const scheme = await findSchemeForUpdate(tdb, scope.tenantId, schemeId);
  if (!scheme) throw new AppError('NOT_FOUND', `scheme ${schemeId} is not in tenant ${scope.tenantId}`);
  if (scheme.isWithdrawn) throw new AppError('STEP_PASSED', `scheme ${schemeId} is withdrawn`);
  return scheme;
};

/** The list of a scheme with its weights laid over it, as it goes out and stays. */
export const listOfScheme = async (tdb: TenantDb, scope: TenantScope, scheme: SchemeRow): Promise<FrozenList> => {
  const { name, version, items, sections, profile } = await requireChecklist(tdb, scope, scheme.checklistId);
  return weighList({ name, version, items, sections, profile }, sectionWeight.array().parse(scheme.weights));
};

/** Units that are supervised today and of a kind that the scheme is for. */
const chooseUnits = async (
  tdb: TenantDb,
  scheme: SchemeRow,
  unitTenantIds: readonly number[],
): Promise<KnownUnitView[]> => {
  const wanted = new Set(unitTenantIds);
  const units = (await listUnitsBelow(tdb)).filter((unit) => wanted.has(unit.tenantId));
  if (units.length !== wanted.size) throw new AppError('NOT_FOUND', 'a unit is not supervised here');
  if (units.some((unit) => !scheme.subjectKinds.includes(unit.kind)))
    throw new AppError('BAD_INPUT', 'a unit is of a kind that the scheme is not for', { unitTenantIds: 'kind' });
  return units;
};

const YEARS_BACK = 1;

interface Opened {
  scheme: SchemeRow;
  list: FrozenList;
  input: OpenRoundInput;
  roundId: string;
}

/** One unit's sheet, and the request by which it fills it in: the same as for a self-check. */
const openSheet = async (tdb: TenantDb, scope: TenantScope, unit: KnownUnitView, opened: Opened): Promise<void> => {
  const { scheme, list, input, roundId } = opened;
  const id = uuidv7();
  await insertSheet(tdb, {
    tenantId: scope.tenantId,
    id,
    roundId,
    purpose: scheme.purpose,
    year: scheme.year,
    title: input.title,
    list,
    subjectTenantId: unit.tenantId,
    subjectName: unit.name,
    subjectKind: unit.kind,
    ratingKind: scheme.ratingKind,
    targetLevel: input.targetLevel,
    sourceDispatchId: null,
    handedUpBy: null,
  });
  const body: SelfCheckRequestBody = {
    campaignTitle: input.title,
    words: input.words,
    yearFrom: scheme.year - YEARS_BACK,
    yearTo: scheme.year,
    list,
  };
  await sendDispatch(tdb, scope, {
    addresseeTenantId: unit.tenantId,
    kind: 'self_check_request',
    title: `自评通知（${input.title}）`,
    body,
    objectId: id,
    dueOn: input.dueOn,
  });
};

/** 开展考核 of chosen units by a scheme: each has its sheet and its request at once. */
export const openRound = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: OpenRoundInput,
): Promise<{ id: string; units: number }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a round needs a person');
  refuseClassified(input.title, input.words);
  const scheme = await requireScheme(tdb, scope, input.schemeId);
  if (
    input.targetLevel !== null &&
    !(scheme.ratingKind && findLevel(scheme.ratingKind as RatingKind, input.targetLevel))
  )
    throw new AppError('BAD_INPUT', 'the scheme has no such level', { targetLevel: 'unknown' });
  if (input.dueOn < (await readClock(tdb)).today) throw new AppError('BAD_INPUT', 'the day lies in the past');
  const units = await chooseUnits(tdb, scheme, input.unitTenantIds);
  const roundId = uuidv7();
  const isNew = await insertRound(tdb, {
    tenantId: scope.tenantId,
    id: roundId,
    schemeId: scheme.id,
    purpose: scheme.purpose,
    year: scheme.year,
    title: input.title,
    words: input.words,
    dueOn: input.dueOn,
    objectionDays: input.objectionDays,
    createdBy: scope.accountId,
    createdByName: scope.actorName,
  });
  if (!isNew) throw new AppError('ALREADY_EXISTS', `${scheme.year} has a round ${input.title}`);
  const list = await listOfScheme(tdb, scope, scheme);
  for (const unit of units) await openSheet(tdb, scope, unit, { scheme, list, input, roundId });
  await audit(tdb, scope, {
    action: 'assessment.openRound',
    objectKind: 'assessment_round',
    objectId: roundId,
    objectLabel: input.title,
    detail: { schemeId: scheme.id, units: units.map((unit) => unit.name), dueOn: input.dueOn },
  });
  return { id: roundId, units: units.length };
};

/** What still keeps a round from being closed. */
const checkClosable = async (tdb: TenantDb, scope: TenantScope, round: RoundView, today: string): Promise<void> => {
  if (round.state === 'closed') throw new AppError('STEP_PASSED', `round ${round.id} is closed`);
  const open = round.units - round.scored - round.excused;
  if (open > 0) throw new AppError('ASSESSMENT_UNFINISHED', `${open} units have no score`, { units: open });
  if (round.objected > 0)
    throw new AppError('OBJECTIONS_TO_SCORES_WAIT', `${round.objected} objections wait`, { units: round.objected });
  const page = { cursor: undefined, direction: 'after', limit: MOST_ROUND_UNITS } as const;
  const rows = await listSheetRows(tdb, scope.tenantId, { roundId: round.id, standing: 'scored' }, page);
  const last =
    rows
      .map((row) => row.objectionUntil ?? '')
      .toSorted()
      .at(-1) ?? '';
  if (last >= today) throw new AppError('OBJECTION_TIME_RUNS', `objections are open until ${last}`, { until: last });
};

/** 确认结果: ranks the units, freezes their sheets, and tells each of them. */
export const closeRound = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { roundId: string },
): Promise<{ units: number }> => {
  await lockRound(tdb, scope.tenantId, input.roundId);
  const round = roundView.parse(await requireRound(tdb, scope, input.roundId));
  const { today } = await readClock(tdb);
  await checkClosable(tdb, scope, round, today);
  const ranked = await finishSheets(tdb, { tenantId: scope.tenantId, roundId: round.id }, today);
  for (const { id, subjectTenantId, scoreDispatchId, ...result } of ranked) {
    await sendDispatch(tdb, scope, {
      addresseeTenantId: subjectTenantId,
      kind: 'assessment_result',
      title: `考核结果（${round.title}）`,
      body: resultBody.parse({ ...result, units: ranked.length }),
      objectId: id,
      ...(scoreDispatchId ? { inReplyTo: scoreDispatchId } : {}),
    });
  }
  await closeRoundRow(tdb, { tenantId: scope.tenantId, id: round.id }, scope.actorName);
  await audit(tdb, scope, {
    action: 'assessment.closeRound',
    objectKind: 'assessment_round',
    objectId: round.id,
    objectLabel: round.title,
    detail: { units: ranked.length },
  });
  return { units: ranked.length };
};
