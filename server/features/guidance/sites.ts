import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  changeSite,
  countSiteRows,
  findSite,
  insertSite,
  insertSiteStep,
  listSiteRows,
  listSiteSteps,
  type SiteRow,
} from '@/db/queries/demonstration-site.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import {
  type AddSiteInput,
  type CheckCriteriaInput,
  type ListSitesInput,
  type MoveSiteInput,
  type SiteRowView,
  type SiteView,
  siteRowView,
  siteView,
  type VisitSiteInput,
} from '@/server/domain/guidance/demonstration-site';
import {
  NEEDS_CRITERIA,
  nextStages,
  REVIEW_YEARS,
  type SiteKind,
  type SiteStage,
} from '@/server/domain/guidance/guidance-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import type { TenantScope } from '@/server/tenancy/scope';

const OBJECT = 'demonstration_site';
const cursorKey = z.tuple([z.iso.datetime(), uuid]);

export const listSites = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListSitesInput,
): Promise<Page<SiteRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listSiteRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countSiteRows(tdb, scope.tenantId, input);
  const page = cutPage(rows, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.createdAt, row.id]),
  );
  return { ...page, rows: siteRowView.array().parse(page.rows) };
};

const requireSite = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<SiteRow> => {
  const site = await findSite(tdb, scope.tenantId, id);
  if (!site) throw new AppError('NOT_FOUND', `site ${id} is not in tenant ${scope.tenantId}`);
  return site;
};

export const getSite = async (tdb: TenantDb, scope: TenantScope, input: { siteId: string }): Promise<SiteView> => {
  const site = await requireSite(tdb, scope, input.siteId);
  return siteView.parse({ ...site, steps: await listSiteSteps(tdb, scope.tenantId, site.id) });
};

/** What a site has in its history for each step and visit. */
const enterStep = async (
  tdb: TenantDb,
  scope: TenantScope,
  siteId: string,
  step: { stage: SiteStage | null; happenedOn: string; note?: string; visitors?: string; personCount?: number },
): Promise<string> => {
  const { stage, happenedOn, note = '', visitors = '', personCount = 0 } = step;
  if (happenedOn > (await readClock(tdb)).today) {
    throw new AppError('BAD_INPUT', 'it has not happened yet', { happenedOn: true, visitedOn: true });
  }
  const id = uuidv7();
  await insertSiteStep(tdb, {
    tenantId: scope.tenantId,
    id,
    siteId,
    kind: stage === null ? 'visit' : 'stage',
    stage,
    happenedOn,
    note,
    visitors,
    personCount,
    recordedByName: scope.actorName,
  });
  return id;
};

/** 申报: a village that wants the title, or a place to be shown to others. */
export const addSite = async (tdb: TenantDb, scope: TenantScope, input: AddSiteInput): Promise<{ siteId: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a site needs a person');
  const { kind, name, townshipName, note, unitTenantId, criteria } = input;
  refuseClassified(name, townshipName, note, ...criteria);
  if (unitTenantId !== undefined && !(await listUnitsServed(tdb)).some((unit) => unit.tenantId === unitTenantId)) {
    throw new AppError('NOT_FOUND', `tenant ${unitTenantId} is not guided by ${scope.tenantId}`);
  }
  const siteId = uuidv7();
  await insertSite(tdb, {
    tenantId: scope.tenantId,
    id: siteId,
    kind,
    name,
    townshipName,
    unitTenantId: unitTenantId ?? null,
    criteria: criteria.map((text) => ({ text, isMet: false })),
    createdBy: scope.accountId,
  });
  const { today } = await readClock(tdb);
  await enterStep(tdb, scope, siteId, { stage: 'applied', happenedOn: today, note: note ?? '' });
  await audit(tdb, scope, {
    action: 'guidance.addSite',
    objectKind: OBJECT,
    objectId: siteId,
    objectLabel: name,
    detail: { kind, townshipName },
  });
  return { siteId };
};

const inYears = (day: string, years: number): string => {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCFullYear(at.getUTCFullYear() + years);
  return at.toISOString().slice(0, 10);
};

/** One step on: 帮扶指导, 乡镇初审, 验收, 命名; or 摘牌. 验收 and 命名 need every criterion met. */
export const moveSite = async (tdb: TenantDb, scope: TenantScope, input: MoveSiteInput): Promise<void> => {
  refuseClassified(input.note);
  const site = await requireSite(tdb, scope, input.siteId);
  const { stage, happenedOn, rowVersion } = input;
  if (!nextStages(site.kind as SiteKind, site.stage as SiteStage).includes(stage)) {
    throw new AppError('STEP_PASSED', `site ${site.id} does not go from ${site.stage} to ${stage}`);
  }
  if (NEEDS_CRITERIA.includes(stage) && site.met < site.criteriaCount) {
    throw new AppError('SITE_CRITERIA_OPEN', `site ${site.id} meets ${site.met} of ${site.criteriaCount}`, {
      open: site.criteriaCount - site.met,
    });
  }
  const formed = stage === 'formed' ? { formedOn: happenedOn, reviewOn: inYears(happenedOn, REVIEW_YEARS) } : {};
  const ended = stage === 'revoked' ? { reviewOn: null } : {};
  const key = { tenantId: scope.tenantId, id: site.id, rowVersion };
  if (!(await changeSite(tdb, key, { stage, ...formed, ...ended }))) {
    throw new AppError('STALE_VERSION', `site ${site.id} is at ${site.rowVersion}`);
  }
  await enterStep(tdb, scope, site.id, { stage, happenedOn, note: input.note ?? '' });
  await audit(tdb, scope, {
    action: 'guidance.moveSite',
    objectKind: OBJECT,
    objectId: site.id,
    objectLabel: site.name,
    detail: { from: site.stage, to: stage, happenedOn },
  });
};

/** 对照标准: which criteria are met; they are settled once the site has been accepted. */
export const checkCriteria = async (tdb: TenantDb, scope: TenantScope, input: CheckCriteriaInput): Promise<void> => {
  refuseClassified(...input.criteria.map((one) => one.text));
  const site = await requireSite(tdb, scope, input.siteId);
  if (['accepted', 'formed', 'revoked'].includes(site.stage)) {
    throw new AppError('STEP_PASSED', `site ${site.id} is ${site.stage}`);
  }
  const key = { tenantId: scope.tenantId, id: site.id, rowVersion: input.rowVersion };
  if (!(await changeSite(tdb, key, { criteria: input.criteria }))) {
    throw new AppError('STALE_VERSION', `site ${site.id} is at ${site.rowVersion}`);
  }
  await audit(tdb, scope, {
    action: 'guidance.checkCriteria',
    objectKind: OBJECT,
    objectId: site.id,
    objectLabel: site.name,
    detail: { met: input.criteria.filter((one) => one.isMet).length, of: input.criteria.length },
  });
};

/** 观摩、走访 of a site. */
export const visitSite = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: VisitSiteInput,
): Promise<{ stepId: string }> => {
  const { visitedOn, visitors, personCount, note } = input;
  refuseClassified(visitors, note);
  const site = await requireSite(tdb, scope, input.siteId);
  const visit = { stage: null, happenedOn: visitedOn, visitors, personCount, note: note ?? '' };
  const stepId = await enterStep(tdb, scope, site.id, visit);
  await audit(tdb, scope, {
    action: 'guidance.visitSite',
    objectKind: OBJECT,
    objectId: site.id,
    objectLabel: site.name,
    detail: { visitedOn, visitors, personCount },
  });
  return { stepId };
};
