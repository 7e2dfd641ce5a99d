import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findStoredObject } from '@/db/queries/object.queries';
import { listEntryAttachments } from '@/db/queries/register-attachment.queries';
import {
  countRuleRows,
  findMembershipOf,
  insertRuleReading,
  listOwingReaders,
  listRuleReaderRows,
  listRuleRows,
  RULE_TODO,
  type RuleRow,
} from '@/db/queries/rule-reading.queries';
import { audit } from '@/server/audit/audit';
import {
  type ConfirmRuleInput,
  type ListRuleReadersInput,
  type ListRulesInput,
  type RuleReaderView,
  type RuleRowView,
  type RuleView,
  ruleReaderView,
  ruleRowView,
  ruleView,
} from '@/server/domain/secrecy/rule-reading';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { addTodo, closeTodo } from '@/server/features/platform';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

const ruleCursor = z.tuple([z.iso.date(), z.uuid()]);
const readerCursor = z.tuple([z.string().max(200), z.uuid()]);
const MOST_VERSIONS = 50;
const readerOf = ({ tenantId, accountId }: TenantScope) => ({ tenantId, accountId });

/** 要确认阅读的制度, the newest first, with how many have confirmed each and whether one has oneself. */
export const listRules = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListRulesInput,
): Promise<Page<RuleRowView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(ruleCursor, input.cursor);
  const rows = await listRuleRows(tdb, readerOf(scope), input, { cursor, direction, limit });
  const total = await countRuleRows(tdb, readerOf(scope), input);
  const options = { limit, direction, hasCursor: cursor !== undefined, total };
  return cutPage(ruleRowView.array().parse(rows), options, (row) => encodeCursor([row.issuedOn, row.entryId]));
};

const FIRST = { cursor: undefined, direction: 'after', limit: 1 } as const;

const requireRule = async (tdb: TenantDb, scope: TenantScope, entryId: string): Promise<RuleRow> => {
  const [rule] = await listRuleRows(tdb, readerOf(scope), { entryId }, FIRST);
  if (!rule) throw new AppError('NOT_FOUND', `rule ${entryId} is not in tenant ${scope.tenantId}`);
  return rule;
};

/** A rule as everybody of the office may read it, with its files and its other versions. */
export const getRule = async (tdb: TenantDb, scope: TenantScope, input: { entryId: string }): Promise<RuleView> => {
  const rule = await requireRule(tdb, scope, input.entryId);
  const files = (await listEntryAttachments(tdb, scope.tenantId, rule.entryId)).filter(
    (file) => file.removedAt === null,
  );
  const page = { cursor: undefined, direction: 'after', limit: MOST_VERSIONS } as const;
  const versions = await listRuleRows(tdb, readerOf(scope), { title: rule.title }, page);
  return ruleView.parse({ ...rule, files, versions: versions.filter((one) => one.entryId !== rule.entryId) });
};

/** A file of a rule: whoever has to confirm it may read it, without a right to the registers. */
export const downloadRuleFile = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { entryId: string; attachmentId: string },
): Promise<FileReference> => {
  const rule = await requireRule(tdb, scope, input.entryId);
  const files = await listEntryAttachments(tdb, scope.tenantId, rule.entryId);
  const file = files.find((one) => one.id === input.attachmentId && one.removedAt === null);
  const object = file ? await findStoredObject(tdb, scope.tenantId, file.objectId) : null;
  if (object?.state !== 'stored')
    throw new AppError('NOT_FOUND', `rule ${rule.entryId} has no file ${input.attachmentId}`);
  const { sha256, fileName, mediaType, sizeBytes } = object;
  await audit(tdb, scope, {
    action: 'rules.downloadFile',
    objectKind: 'register_entry',
    objectId: rule.entryId,
    objectLabel: rule.title,
    detail: { attachmentId: input.attachmentId, fileName, sha256 },
  });
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};

/** 我已阅读: an own click, once a version, that nobody makes for somebody else and nothing takes back. */
export const confirmRule = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ConfirmRuleInput,
): Promise<{ confirmedAt: string; left: number }> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a person confirms');
  const rule = await requireRule(tdb, scope, input.entryId);
  if (rule.version !== input.version) throw new AppError('STALE_VERSION', `rule ${rule.entryId} is at ${rule.version}`);
  if (!rule.isValid) throw new AppError('STEP_PASSED', `rule ${rule.entryId} does not hold`);
  const { entryId, version } = rule;
  const reading = { tenantId: scope.tenantId, entryId, version, accountId, personName: scope.actorName };
  const confirmedAt = await insertRuleReading(tdb, reading);
  if (confirmedAt === null) throw new AppError('ALREADY_EXISTS', `rule ${entryId} is confirmed already`);
  const left = await countRuleRows(tdb, readerOf(scope), { shown: 'mine' });
  const membershipId = left === 0 ? await findMembershipOf(tdb, scope.tenantId, accountId) : null;
  if (membershipId) await closeTodo(tdb, scope, { kind: RULE_TODO, objectId: membershipId });
  await audit(tdb, scope, {
    action: 'rules.confirm',
    objectKind: 'register_entry',
    objectId: entryId,
    objectLabel: `${rule.title}（${version}）`,
  });
  return { confirmedAt, left };
};

/** 已确认 or 未确认 of the version that stands, by name. */
export const listRuleReaders = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListRuleReadersInput,
): Promise<Page<RuleReaderView>> => {
  const { direction, limit, hasConfirmed, entryId } = input;
  const rule = await requireRule(tdb, scope, entryId);
  const cursor = decodeCursor(readerCursor, input.cursor);
  const question = { entryId, version: rule.version, hasConfirmed };
  const rows = await listRuleReaderRows(tdb, scope.tenantId, question, { cursor, direction, limit });
  const total = hasConfirmed ? rule.confirmed : rule.unconfirmed;
  const options = { limit, direction, hasCursor: cursor !== undefined, total };
  return cutPage(ruleReaderView.array().parse(rows), options, (row) => encodeCursor([row.name, row.accountId]));
};

/** One to-do a person for all rules that wait; it ends when the last is confirmed. */
export const remindReaders = async (tdb: TenantDb, scope: TenantScope): Promise<{ told: number; already: number }> => {
  const owing = await listOwingReaders(tdb, scope.tenantId);
  const open = owing.filter((person) => !person.isReminded);
  for (const { membershipId, accountId, rules } of open)
    await addTodo(tdb, scope, {
      kind: RULE_TODO,
      title: `有 ${rules} 项制度请您阅读并确认`,
      source: scope.tenantName,
      link: 'rules?shown=mine',
      permission: 'workspace.enter',
      objectId: membershipId,
      assigneeAccountId: accountId,
    });
  const said = { told: open.length, already: owing.length - open.length };
  await audit(tdb, scope, { action: 'rules.remind', objectKind: 'register_entry', detail: said });
  return said;
};

/** 阅读确认表 of one version as a workbook. */
export const exportRuleReaders = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { entryId: string },
): Promise<FileReference> => {
  const rule = await requireRule(tdb, scope, input.entryId);
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const ask = (hasConfirmed: boolean) =>
    listRuleReaderRows(tdb, scope.tenantId, { entryId: rule.entryId, version: rule.version, hasConfirmed }, page);
  const rows = [...(await ask(true)), ...(await ask(false))];
  return exportTable(tdb, scope, objects, {
    action: 'rules.export',
    objectKind: 'register_entry',
    fileName: `阅读确认_${rule.title}_${rule.version}.xlsx`,
    sheetName: '阅读确认',
    columns: [
      { heading: '姓名', width: 14 },
      { heading: '是否确认', width: 12 },
      { heading: '确认日期', width: 14 },
    ],
    rows: rows.map((row) => [row.name, row.confirmedAt ? '已确认' : '未确认', row.confirmedAt?.slice(0, 10) ?? null]),
  });
};
