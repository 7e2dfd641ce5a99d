import type { TenantDb } from '@/db/client';
import { type EntryMaterial, type MaterialQuestion, registerEntries } from '@/db/queries/report-material.queries';
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
  pest_treatment: once('pest_treatment', (entries) => `更换防虫防霉药品${entries.length}次。`),
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
