import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countTalentPeople, listTalentEvents, listTalentPeople } from '@/db/queries/talent-timeline.queries';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TalentScheme, TalentStage } from '@/server/domain/talent/talent-vocabulary';
import {
  type ListTalentPeopleInput,
  MOST_TRAIL,
  type TalentEventView,
  type TalentPeopleFilter,
  type TalentPersonView,
  type TalentTimelineView,
  talentPersonView,
  talentTimelineView,
  talentTrail,
} from '@/server/domain/talent/timeline';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

const personKey = z.tuple([z.iso.date(), z.string().max(200), z.string().max(200)]);
const MOST_EVENTS = 500;
const officeOf = (scope: TenantScope) => ({ tenantId: scope.tenantId, name: scope.tenantName });

/** 人才库: everybody of whom this office has a step, the newest step first. */
export const listTalents = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListTalentPeopleInput,
): Promise<Page<TalentPersonView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(personKey, input.cursor);
  const rows = await listTalentPeople(tdb, officeOf(scope), input, { cursor, direction, limit });
  const total = await countTalentPeople(tdb, officeOf(scope), input);
  const options = { limit, direction, hasCursor: cursor !== undefined, total };
  return cutPage(talentPersonView.array().parse(rows), options, (row) =>
    encodeCursor([row.lastOn, row.personName, row.unitName]),
  );
};

/** 成长轨迹 of one person, from the first contest to the pool. */
export const readTimeline = async (
  tdb: TenantDb,
  scope: TenantScope,
  person: { personName: string; unitName: string },
): Promise<TalentTimelineView> => {
  const page = { cursor: undefined, direction: 'after', limit: 1 } as const;
  const [row] = await listTalentPeople(tdb, officeOf(scope), { person }, page);
  if (!row) throw new AppError('NOT_FOUND', `nobody of that name in tenant ${scope.tenantId}`);
  const events = await listTalentEvents(tdb, officeOf(scope), person, MOST_EVENTS);
  return talentTimelineView.parse({ person: row, events });
};

/** What the office's records say of a person today: it goes along with a nomination, because nobody above reads them. */
export const readTrail = async (
  tdb: TenantDb,
  scope: TenantScope,
  person: { personName: string; unitName: string },
): Promise<TalentEventView[]> => talentTrail.parse(await listTalentEvents(tdb, officeOf(scope), person, MOST_TRAIL));

const STAGES: Record<TalentStage, string> = { contest: '参加竞赛', nominated: '已推荐', pool: '已入库' };
const SCHEMES: Record<TalentScheme, string> = {
  expert: '档案专家',
  craftsman: '档案工匠型人才',
  youth: '青年档案业务骨干',
  model: '最美档案人',
  other: '其他',
};

/** 人才库 as a workbook. */
export const exportTalents = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: TalentPeopleFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = talentPersonView.array().parse(await listTalentPeople(tdb, officeOf(scope), filter, page));
  return exportTable(tdb, scope, objects, {
    action: 'talent.exportPeople',
    objectKind: 'talent_nomination',
    fileName: `人才成长_${scope.tenantName}.xlsx`,
    sheetName: '人才成长',
    columns: [
      { heading: '姓名', width: 12 },
      { heading: '单位', width: 28 },
      { heading: '阶段', width: 12 },
      { heading: '入库类别', width: 30 },
      { heading: '参赛次数', width: 10 },
      { heading: '获奖次数', width: 10 },
      { heading: '推荐次数', width: 10 },
      { heading: '最近一次', width: 12 },
    ],
    rows: rows.map((row) => [
      row.personName,
      row.unitName,
      STAGES[row.stage],
      row.schemes.map((scheme) => SCHEMES[scheme]).join('、'),
      row.contests,
      row.awards,
      row.nominations,
      row.lastOn,
    ]),
  });
};
