import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import {
  findIncident,
  type IncidentRow,
  insertIncident,
  insertReport,
  moveIncident,
} from '@/db/queries/safety-incident.queries';
import { audit } from '@/server/audit/audit';
import {
  type FollowUpInput,
  type IncidentReportBody,
  incidentReportBody,
  type ReportIncidentInput,
} from '@/server/domain/safety/safety';
import { firstDueAt, type IncidentLevel, nextDueAt } from '@/server/domain/safety/safety-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { addTodo, closeTodo } from '@/server/features/platform';
import { nearestSuperior, sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { OWED_TODO, owedTodo } from './owed-todo.ts';

const KIND_WORDS = { first: '首报', follow_up: '续报', closing: '终报' } as const;

/** One report: a dispatch to the superior with its papers, and the unit's own row of it. */
const sendReport = async (
  tdb: TenantDb,
  scope: TenantScope,
  incidentId: string,
  body: IncidentReportBody,
  attachments: readonly string[],
): Promise<string> => {
  const superior = await nearestSuperior(tdb);
  const sent = await sendDispatch(tdb, scope, {
    addresseeTenantId: superior.tenantId,
    kind: 'incident_report',
    title: `档案安全事件${KIND_WORDS[body.reportKind]}：${body.title}`,
    body: incidentReportBody.parse(body),
    objectId: incidentId,
    attachments: [...attachments],
  });
  await insertReport(tdb, {
    tenantId: scope.tenantId,
    id: uuidv7(),
    incidentId,
    kind: body.reportKind,
    body: body.body,
    dueAt: body.dueAt,
    sentByName: scope.actorName,
    dispatchId: sent.id,
  });
  return superior.name;
};

/**
 * 首报: registered and reported in one act, so that no incident stands in a register that nobody above has heard of. Late
 * or not is said by the clock, from the level and the moment of discovery.
 */
export const reportIncident = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReportIncidentInput,
): Promise<{ id: string; nextDueAt: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a report needs a person');
  const { fileObjectIds, ...facts } = input;
  refuseClassified(facts.title, facts.affected, facts.measures);
  const { now } = await readClock(tdb);
  if (Date.parse(facts.discoveredAt) > Date.parse(now)) throw new AppError('BAD_INPUT', 'discovered in the future');
  const id = uuidv7();
  const due = { firstDueAt: firstDueAt(facts.level, facts.discoveredAt), nextDueAt: nextDueAt(facts.level, now) };
  const superior = await nearestSuperior(tdb);
  await insertIncident(tdb, {
    ...facts,
    ...due,
    tenantId: scope.tenantId,
    id,
    superiorName: superior.name,
    createdBy: scope.accountId,
    createdByName: scope.actorName,
  });
  const body = { ...facts, reportKind: 'first' as const, body: facts.measures, dueAt: due.firstDueAt };
  await sendReport(tdb, scope, id, { ...body, nextDueAt: due.nextDueAt, reportedBy: scope.actorName }, fileObjectIds);
  await addTodo(tdb, scope, owedTodo(scope, { id, title: facts.title, nextDueAt: due.nextDueAt }));
  await audit(tdb, scope, {
    action: 'safety.report',
    objectKind: 'safety_incident',
    objectId: id,
    objectLabel: facts.title,
    detail: { level: facts.level, kind: facts.kind, to: superior.name, isLate: now > due.firstDueAt },
  });
  return { id, nextDueAt: due.nextDueAt };
};

export const requireIncident = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<IncidentRow> => {
  const incident = await findIncident(tdb, scope.tenantId, id);
  if (!incident) throw new AppError('NOT_FOUND', `incident ${id} is not in tenant ${scope.tenantId}`);
  return incident;
};

/** What a closing report says besides: cause, loss, lessons, in the words of the form. */
const wordsOf = ({ body, cause, loss, lessons }: FollowUpInput): string =>
  [body, cause && `原因：${cause}`, loss && `损失：${loss}`, lessons && `整改与复盘：${lessons}`]
    .filter(Boolean)
    .join('\n');

/** 续报 or 终报. The closing one needs the cause and what was learnt; after it nothing more is owed. */
export const followUp = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: FollowUpInput,
): Promise<{ nextDueAt: string | null }> => {
  refuseClassified(input.body, input.cause, input.loss, input.lessons);
  const incident = await requireIncident(tdb, scope, input.incidentId);
  if (incident.state !== 'open') throw new AppError('INCIDENT_CLOSED', `incident ${incident.id} is closed`);
  const isClosing = input.kind === 'closing';
  if (isClosing && (!input.cause || !input.lessons)) {
    throw new AppError('BAD_INPUT', 'a closing report says the cause and what was learnt', { cause: true });
  }
  const { now, today } = await readClock(tdb);
  const next = isClosing ? null : nextDueAt(incident.level as IncidentLevel, now);
  const key = { tenantId: scope.tenantId, id: incident.id, rowVersion: input.rowVersion };
  const to = { nextDueAt: next, state: isClosing ? 'closed' : 'open', closedOn: isClosing ? today : null };
  if (!(await moveIncident(tdb, key, to))) {
    throw new AppError('STALE_VERSION', `incident ${incident.id} is at ${incident.rowVersion}`);
  }
  const body = incidentReportBody.parse({
    ...incident,
    reportKind: input.kind,
    body: wordsOf(input),
    dueAt: incident.nextDueAt,
    nextDueAt: next,
    reportedBy: scope.actorName,
  });
  await sendReport(tdb, scope, incident.id, body, input.fileObjectIds);
  await closeTodo(tdb, scope, { kind: OWED_TODO, objectId: incident.id });
  if (next) await addTodo(tdb, scope, owedTodo(scope, { id: incident.id, title: incident.title, nextDueAt: next }));
  await audit(tdb, scope, {
    action: isClosing ? 'safety.close' : 'safety.followUp',
    objectKind: 'safety_incident',
    objectId: incident.id,
    objectLabel: incident.title,
    detail: { nextDueAt: next, isLate: incident.isOverdue },
  });
  return { nextDueAt: next };
};
