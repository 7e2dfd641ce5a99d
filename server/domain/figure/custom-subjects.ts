import { ARCHIVAL_CATEGORIES } from '@/server/domain/archive/archival-category';
import { OPEN_FLAGS } from '@/server/domain/archive/archive-item';
import { RETENTION_CODES } from '@/server/domain/archive/retention';
import type { RegisterDefinition, RegisterField } from '@/server/domain/register/register-definition';
import { registersOf } from '@/server/domain/register/registers';
import type { TenantKind } from '@/server/domain/tenancy/tenant';

/*
 * What a figure of a unit's own can count, and which of its fields can be asked about. Nothing else can be named in a
 * definition, so that nobody counts what the built-in figures could not count either.
 */
interface Words {
  zh: string;
  en: string;
}
export interface CustomField {
  key: string;
  name: Words;
  kind: 'choice' | 'text' | 'number' | 'date' | 'flag';
  choices: readonly ({ code: string } & Words)[];
}
export interface CustomSubject {
  code: string;
  name: Words;
  fields: readonly CustomField[];
  /** Entries hold from a day until another: what holds at the cut-off can be counted. */
  hasStanding: boolean;
}

const field = (
  key: string,
  kind: CustomField['kind'],
  zh: string,
  en: string,
  choices: CustomField['choices'] = [],
) => ({
  key,
  kind,
  name: { zh, en },
  choices,
});
const words = (pairs: Readonly<Record<string, readonly [string, string]>>): CustomField['choices'] =>
  Object.entries(pairs).map(([code, [zh, en]]) => ({ code, zh, en }));

const ARCHIVE_ITEM: CustomSubject = {
  code: 'archive_item',
  name: { zh: '档案目录（按归档日期）', en: 'Catalogue (by the day of filing)' },
  fields: [
    field(
      'category',
      'choice',
      '一级门类',
      'Category',
      ARCHIVAL_CATEGORIES.filter((one) => one.level === 1),
    ),
    field(
      'level',
      'choice',
      '级别',
      'Level',
      words({ piece: ['件', 'piece'], volume: ['卷', 'volume'], register: ['册', 'register'] }),
    ),
    field('retention', 'choice', '保管期限', 'Retention', RETENTION_CODES),
    field('openFlag', 'choice', '开放标识', 'Opening', OPEN_FLAGS),
    field('filingYear', 'number', '归档年度', 'Filing year'),
    field('pageCount', 'number', '页数', 'Pages'),
    field('title', 'text', '题名', 'Title'),
    field('responsibleParty', 'text', '责任者', 'Author'),
    field('fonds', 'text', '全宗号', 'Fonds number'),
  ],
  hasStanding: true,
};

const READING_VISIT: CustomSubject = {
  code: 'reading_visit',
  name: { zh: '查档登记', en: 'Reading visits' },
  fields: [
    field(
      'channel',
      'choice',
      '方式',
      'Channel',
      words({
        onsite: ['到馆', 'on site'],
        phone: ['电话', 'phone'],
        letter: ['来信', 'letter'],
        online: ['网上', 'online'],
        cross: ['跨馆', 'across archives'],
        agent: ['代办', 'by agent'],
      }),
    ),
    field(
      'purpose',
      'choice',
      '利用目的',
      'Purpose',
      words({
        proof: ['出证', 'proof'],
        work: ['工作查考', 'work'],
        research: ['学术研究', 'research'],
        compilation: ['编史修志', 'compilation'],
        other: ['其他', 'other'],
      }),
    ),
    field('personCount', 'number', '人数', 'Persons'),
    field('copiedPages', 'number', '复制页数', 'Pages copied'),
    field('subject', 'text', '查阅内容', 'Subject'),
  ],
  hasStanding: false,
};

const ofRegister = (one: RegisterField): CustomField[] => {
  if (one.kind === 'time') return [];
  return [{ key: one.key, name: one.name, kind: one.kind, choices: one.kind === 'choice' ? one.choices : [] }];
};
export const registerSubject = (definition: RegisterDefinition): CustomSubject => ({
  code: `register.${definition.code}`,
  name: definition.name,
  fields: definition.fields.flatMap(ofRegister),
  hasStanding: definition.untilField !== undefined,
});

/** The subjects that are no register of the engine. */
export const fixedSubject = (code: 'archive_item' | 'reading_visit'): CustomSubject =>
  code === 'archive_item' ? ARCHIVE_ITEM : READING_VISIT;

/** What an office of this kind can count: the catalogue, visits, and every register that it keeps. */
export const customSubjects = (kind: TenantKind): CustomSubject[] => [
  ARCHIVE_ITEM,
  READING_VISIT,
  ...registersOf(kind).map(registerSubject),
];
export const findSubject = (kind: TenantKind, code: string): CustomSubject | undefined =>
  customSubjects(kind).find((subject) => subject.code === code);
