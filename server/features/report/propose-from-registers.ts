import type { TenantDb } from '@/db/client';
import {
  type EntryMaterial,
  type MaterialQuestion,
  registerEntries,
  standingEntries,
} from '@/db/queries/report-material.queries';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import { findRegister, registerOfCode } from '@/server/domain/register/registers';
import type { Proposal } from '@/server/domain/report/report';
import type { TenantScope } from '@/server/tenancy/scope';

export type Said = Pick<Proposal, 'text' | 'link'>;

const dayText = (on: string): string => `${Number(on.slice(5, 7))}月${Number(on.slice(8, 10))}日`;

const numberOf = (entry: EntryMaterial, field: string): number => {
  const value = entry.said[field];
  return typeof value === 'number' ? value : 0;
};
const wordOf = (definition: RegisterDefinition | undefined, entry: EntryMaterial, key: string): string => {
  const field = definition?.fields.find((one) => one.key === key);
  const code = entry.said[key];
  if (field?.kind === 'choice') return field.choices.find((choice) => choice.code === code)?.zh ?? '';
  return typeof code === 'string' ? code : '';
};
const sum = (entries: readonly EntryMaterial[], field: string): number =>
  entries.reduce((total, entry) => total + numberOf(entry, field), 0);

type Write = (entries: readonly EntryMaterial[], definition: RegisterDefinition | undefined) => Proposal[];
const each =
  (write: (entry: EntryMaterial, definition: RegisterDefinition | undefined) => string): Write =>
  (entries, definition) =>
    entries.map((entry) => ({
      key: entry.id,
      text: write(entry, definition),
      link: `registers/entries/${entry.id}`,
    }));
const once =
  (code: string, write: (entries: readonly EntryMaterial[]) => string): Write =>
  (entries) => [{ key: code, text: write(entries), link: `registers/${code}` }];

/** How each register is put into words. One that is not here is named with its day. */
const WRITERS: Readonly<Record<string, Write>> = {
  exhibition: each((entry) => {
    const place = entry.said.place;
    const visitors = numberOf(entry, 'visitors');
    return `${dayText(entry.on)}${typeof place === 'string' ? `在${place}` : ''}举办“${entry.title}”${visitors > 0 ? `，接待参观${visitors}人次` : ''}。`;
  }),
  study_session: each(
    (entry, definition) => `${dayText(entry.on)}开展${wordOf(definition, entry, 'kind')}“${entry.title}”。`,
  ),
  submission: each((entry) => `投稿“${entry.title}”。`),
  equipment: each(
    (entry, definition) =>
      `${wordOf(definition, entry, 'nature')}${wordOf(definition, entry, 'type')}“${entry.title}”，数量${numberOf(entry, 'quantity')}。`,
  ),
  repair: each((entry) => `${dayText(entry.on)}完成“${entry.title}”维修。`),
  safety_check: once('safety_check', (entries) => {
    const [hazards, settled] = [sum(entries, 'hazards'), sum(entries, 'settled')];
    const found = hazards > 0 ? `，发现隐患${hazards}处，整改${settled}处` : '，未发现隐患';
    return `全年开展库房安全检查${entries.length}次${found}。`;
  }),
  compilation: each(
    (entry, definition) =>
      `${dayText(entry.on)}推出${wordOf(definition, entry, 'media')}《${entry.title}》${numberOf(entry, 'episodes') > 1 ? `，共${numberOf(entry, 'episodes')}集（期）` : ''}。`,
  ),
  issued_document: each((entry) => {
    const number = entry.said.number;
    return `印发《${entry.title}》${typeof number === 'string' && number ? `（${number}）` : ''}。`;
  }),
  pest_treatment: once('pest_treatment', (entries) => `更换防虫防霉药品${entries.length}次。`),
};

/** 项目: how far each is; what is late says why, what is accepted says when. */
const PROJECTS: Readonly<Record<string, Write>> = {
  construction: each((entry, definition) => {
    const { acceptedOn, delay, parts } = entry.said;
    const what = `“${entry.title}”${wordOf(definition, entry, 'kind')}项目`;
    if (typeof acceptedOn === 'string' && acceptedOn !== '') return `${what}于${dayText(acceptedOn)}通过验收。`;
    const made = typeof parts === 'string' && parts !== '' ? `，${parts.replace(/[。；]$/u, '')}` : '';
    const why = typeof delay === 'string' && delay !== '' ? `；因${delay.replace(/[。；]$/u, '')}，进展迟缓` : '';
    return `推进${what}，进度${numberOf(entry, 'progress')}%${made}${why}。`;
  }),
  documentation_project: each((entry, definition) => {
    const items = numberOf(entry, 'items');
    return `开展“${entry.title}”${wordOf(definition, entry, 'kind')}${items > 0 ? `，形成档案${items}件` : ''}。`;
  }),
};

/** What went on in the period, whenever it was begun. */
export const projectsOf = async (
  tdb: TenantDb,
  scope: TenantScope,
  question: MaterialQuestion,
): Promise<Proposal[]> => {
  const kept = Object.keys(PROJECTS).filter((code) => findRegister(code, scope.tenantKind) !== undefined);
  const entries = await standingEntries(tdb, question, kept);
  return kept.flatMap((code) => {
    const own = entries.filter((entry) => entry.registerCode === code);
    return PROJECTS[code]?.(own, registerOfCode(code)) ?? [];
  });
};

/** 问题与困难 that are open on the last day, each with what makes it so. */
export const openProblems = async (
  tdb: TenantDb,
  scope: TenantScope,
  { tenantId, to }: MaterialQuestion,
): Promise<EntryMaterial[]> => {
  if (findRegister('problem', scope.tenantKind) === undefined) return [];
  const entries = await standingEntries(tdb, { tenantId, from: to, to }, ['problem']);
  return entries.filter(({ said }) => !said.closedOn || String(said.closedOn) > to);
};

/** 工作计划任务 of a year that are not done, and 年度目标 that go on. */
export const plannedFor = async (tdb: TenantDb, scope: TenantScope, year: number): Promise<Proposal[]> => {
  if (findRegister('plan_task', scope.tenantKind) === undefined) return [];
  const days = { tenantId: scope.tenantId, from: `${year}-01-01`, to: `${year}-12-31` };
  const tasks = await registerEntries(tdb, days, ['plan_task']);
  return tasks
    .filter(({ said }) => !said.doneOn)
    .map((entry) => ({
      key: entry.id,
      text: `${dayText(entry.on)}前完成“${entry.title}”。`,
      link: `registers/entries/${entry.id}`,
    }));
};

const named = each((entry, definition) => `${dayText(entry.on)}${definition?.name.zh ?? ''}：${entry.title}。`);

/** Sentences from the registers that this kind of office keeps. */
export const fromRegisters = async (
  tdb: TenantDb,
  scope: TenantScope,
  question: MaterialQuestion,
  codes: readonly string[],
): Promise<Proposal[]> => {
  const kept = codes.filter((code) => findRegister(code, scope.tenantKind) !== undefined);
  const entries = await registerEntries(tdb, question, kept);
  return kept.flatMap((code) => {
    const own = entries.filter((entry) => entry.registerCode === code);
    return own.length === 0 ? [] : (WRITERS[code] ?? named)(own, registerOfCode(code));
  });
};
