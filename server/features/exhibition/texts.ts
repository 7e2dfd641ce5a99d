import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  changeExhibitionText,
  countExhibitionTexts,
  type ExhibitionTextRow,
  findExhibitionText,
  insertExhibitionText,
  insertTextStep,
  listExhibitions,
  listExhibitionTexts,
  listTextSteps,
  type TextOrder,
} from '@/db/queries/exhibition-text.queries';
import { findRegisterEntry } from '@/db/queries/register.queries';
import { audit } from '@/server/audit/audit';
import { keepPdf } from '@/server/documents/keep-pdf';
import {
  type DecideTextInput,
  type DraftTextInput,
  EXHIBITION_REGISTER,
  type ExhibitionOption,
  type ExhibitionTextDetail,
  type ExhibitionTextView,
  exhibitionTextDetail,
  exhibitionTextView,
  type ListTextsInput,
  type ReviseTextInput,
  type SubmitTextInput,
} from '@/server/domain/exhibition/exhibition-text';
import { TEXT_STEPS, type TextAct, type TextSort } from '@/server/domain/exhibition/text-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { Permission } from '@/server/domain/tenancy/permission';
import { addTodo, closeTodo } from '@/server/features/platform';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

const KIND = 'exhibition_text';
const cursorKey = z.tuple([z.string().max(100), uuid]);

export const orderOf = (sort: TextSort): TextOrder => ({
  by: sort.replace('-', '') as TextOrder['by'],
  order: sort.startsWith('-') ? 'desc' : 'asc',
});

const personOf = (scope: TenantScope): string => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a text is written and decided on by people');
  return scope.accountId;
};

type Stepped = Pick<ExhibitionTextRow, 'id' | 'title' | 'version'>;
/** One step: kept for good, and in the audit log. */
const step = async (tdb: TenantDb, scope: TenantScope, row: Stepped, act: TextAct, words: string): Promise<void> => {
  const by = { byAccountId: personOf(scope), byName: scope.actorName };
  await insertTextStep(tdb, {
    tenantId: scope.tenantId,
    id: uuidv7(),
    textId: row.id,
    version: row.version,
    act,
    words,
    ...by,
  });
  await audit(tdb, scope, {
    action: `exhibition.${act}`,
    objectKind: KIND,
    objectId: row.id,
    objectLabel: row.title,
    detail: { version: row.version, ...(act === 'draft' ? {} : { opinion: words }) },
  });
};

const askFor = (tdb: TenantDb, scope: TenantScope, row: Stepped, what: string, permission: Permission): Promise<void> =>
  addTodo(tdb, scope, {
    kind: KIND,
    title: `${what}：${row.title}（第${row.version}稿）`,
    source: '展陈文稿',
    link: `exhibition-texts/${row.id}`,
    permission,
    objectId: row.id,
  });

/** 起草: the first version. */
export const draftText = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: DraftTextInput,
): Promise<{ textId: string }> => {
  const draftedBy = personOf(scope);
  refuseClassified(input.title, input.words);
  const { exhibitionId = null, place = '', title, words } = input;
  if (exhibitionId !== null) {
    const entry = await findRegisterEntry(tdb, scope.tenantId, exhibitionId);
    if (entry?.registerCode !== EXHIBITION_REGISTER || entry.state !== 'current')
      throw new AppError('NOT_FOUND', `exhibition ${exhibitionId} is not in tenant ${scope.tenantId}`);
  }
  const id = uuidv7();
  await insertExhibitionText(tdb, {
    tenantId: scope.tenantId,
    id,
    title,
    place,
    exhibitionId,
    draftedBy,
    draftedByName: scope.actorName,
  });
  await step(tdb, scope, { id, title, version: 1 }, 'draft', words);
  return { textId: id };
};

/** The text, locked, as it was seen, and in a state from which the act may begin. */
const lockText = async (
  tdb: TenantDb,
  scope: TenantScope,
  { textId, rowVersion }: SubmitTextInput,
  act: TextAct,
): Promise<ExhibitionTextRow> => {
  const row = await findExhibitionText(tdb, scope.tenantId, textId, { lock: true });
  if (!row) throw new AppError('NOT_FOUND', `text ${textId} is not in tenant ${scope.tenantId}`);
  if (row.rowVersion !== rowVersion) throw new AppError('STALE_VERSION', `text ${textId} is at ${row.rowVersion}`);
  if (!TEXT_STEPS[act].some((state) => state === row.state))
    throw new AppError('STEP_PASSED', `${act} does not follow upon ${row.state}`);
  await closeTodo(tdb, scope, { kind: KIND, objectId: row.id });
  return row;
};
const keyOf = (scope: TenantScope, { id, rowVersion }: ExhibitionTextRow) => ({
  tenantId: scope.tenantId,
  id,
  rowVersion,
});

/** 修改: the next version. What was approved stays in force until this one is. */
export const reviseText = async (tdb: TenantDb, scope: TenantScope, input: ReviseTextInput): Promise<void> => {
  refuseClassified(input.words);
  const row = await lockText(tdb, scope, input, 'draft');
  const version = row.version + 1;
  const by = { draftedBy: personOf(scope), draftedByName: scope.actorName };
  await changeExhibitionText(tdb, keyOf(scope, row), { state: 'draft', version, ...by });
  await step(tdb, scope, { ...row, version }, 'draft', input.words);
};

/** 送核. */
export const submitText = async (tdb: TenantDb, scope: TenantScope, input: SubmitTextInput): Promise<void> => {
  const row = await lockText(tdb, scope, input, 'submit');
  await changeExhibitionText(tdb, keyOf(scope, row), { state: 'submitted' });
  await step(tdb, scope, row, 'submit', '');
  await askFor(tdb, scope, row, '核对展陈文稿', 'register.keep');
};

/** Four eyes: what somebody wrote is decided on by somebody else. */
const refuseOwn = (scope: TenantScope, row: ExhibitionTextRow): void => {
  if (row.draftedBy === scope.accountId) throw new AppError('FORBIDDEN', 'nobody decides on a text of his own');
};

/** Returned to whoever wrote it, with what is to be mended. */
const returnText = async (
  tdb: TenantDb,
  scope: TenantScope,
  row: ExhibitionTextRow,
  opinion: string,
): Promise<void> => {
  await changeExhibitionText(tdb, keyOf(scope, row), { state: 'returned' });
  await step(tdb, scope, row, 'return', opinion);
  await addTodo(tdb, scope, {
    kind: KIND,
    title: `修改展陈文稿：${row.title}（第${row.version}稿被退回）`,
    source: '展陈文稿',
    link: `exhibition-texts/${row.id}`,
    permission: 'register.keep',
    assigneeAccountId: row.draftedBy,
    objectId: row.id,
  });
};

/** 核对: facts, dates and names are right, or it goes back. */
export const checkText = async (tdb: TenantDb, scope: TenantScope, input: DecideTextInput): Promise<void> => {
  refuseClassified(input.opinion);
  const row = await lockText(tdb, scope, input, 'check');
  refuseOwn(scope, row);
  if (!input.isTaken) return returnText(tdb, scope, row, input.opinion ?? '');
  await changeExhibitionText(tdb, keyOf(scope, row), { state: 'checked' });
  await step(tdb, scope, row, 'check', input.opinion ?? '');
  await askFor(tdb, scope, row, '审定展陈文稿', 'report.approve');
};

/** 审定: this version is the one that is hung up. */
export const approveText = async (tdb: TenantDb, scope: TenantScope, input: DecideTextInput): Promise<void> => {
  refuseClassified(input.opinion);
  const row = await lockText(tdb, scope, input, 'approve');
  refuseOwn(scope, row);
  if (!input.isTaken) return returnText(tdb, scope, row, input.opinion ?? '');
  await changeExhibitionText(tdb, keyOf(scope, row), { state: 'approved', approvedVersion: row.version });
  await step(tdb, scope, row, 'approve', input.opinion ?? '');
};

export const listTexts = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListTextsInput,
): Promise<Page<ExhibitionTextView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const page = { cursor, direction, limit };
  const rows = await listExhibitionTexts(tdb, scope.tenantId, input, orderOf(input.sort), page);
  const total = await countExhibitionTexts(tdb, scope.tenantId, input);
  const keys = new Map(rows.map((row) => [row.id, row.sortKey]));
  return cutPage(
    exhibitionTextView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([keys.get(row.id) ?? '', row.id]),
  );
};

/** Exhibitions of the register to which a text may belong. */
export const listExhibitionOptions = (tdb: TenantDb, scope: TenantScope): Promise<ExhibitionOption[]> =>
  listExhibitions(tdb, scope.tenantId);

const requireText = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<ExhibitionTextRow> => {
  const row = await findExhibitionText(tdb, scope.tenantId, id);
  if (!row) throw new AppError('NOT_FOUND', `text ${id} is not in tenant ${scope.tenantId}`);
  return row;
};

/** One text with all its versions and what was said of them. */
export const getText = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { textId: string },
): Promise<ExhibitionTextDetail> => {
  const row = await requireText(tdb, scope, input.textId);
  const steps = await listTextSteps(tdb, scope.tenantId, row.id);
  const words = steps.find((one) => one.act === 'draft' && one.version === row.version)?.words ?? '';
  return exhibitionTextDetail.parse({ ...row, steps, words, isOwn: row.draftedBy === scope.accountId });
};

/** The approved wording on paper, with who wrote, checked and approved it. */
export const printText = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { textId: string },
): Promise<FileReference> => {
  const row = await requireText(tdb, scope, input.textId);
  const { approvedVersion } = row;
  if (approvedVersion === null) throw new AppError('CONFLICT', `text ${row.id} is not approved yet`);
  const steps = (await listTextSteps(tdb, scope.tenantId, row.id)).filter((one) => one.version === approvedVersion);
  const of = (act: TextAct) => steps.filter((one) => one.act === act).at(-1);
  const approved = of('approve');
  return keepPdf(tdb, scope, objects, {
    title: '展陈文稿',
    documentNumber: `第${approvedVersion}稿`,
    unitName: scope.tenantName,
    sections: [
      {
        kind: 'facts',
        rows: [
          { label: '标题', value: row.title },
          { label: '展览', value: row.exhibitionTitle ?? '—' },
          { label: '位置', value: row.place || '—' },
          { label: '起草', value: of('draft')?.byName ?? '—' },
          { label: '核对', value: of('check')?.byName ?? '—' },
          { label: '审定', value: approved ? `${approved.byName}　${approved.at.slice(0, 10)}` : '—' },
        ],
      },
      { kind: 'text', heading: row.title, paragraphs: (of('draft')?.words ?? '').split('\n').filter(Boolean) },
    ],
    action: 'exhibition.print',
    objectKind: KIND,
    objectId: row.id,
  });
};
