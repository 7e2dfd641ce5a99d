import { beforeAll, describe, expect, it } from 'vitest';
import { makeFonds } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import { type PlantedRecord, plantRecords } from '@/db/testing/factories/searchable';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { parseDocumentNumber } from '@/server/domain/archive/document-number';
import { codeSort, normaliseReferenceCode } from '@/server/domain/archive/reference-code';
import { normaliseForSearch } from '@/server/domain/shared/chinese-text';
import { titleInitials } from '@/server/domain/shared/pinyin-initials';

/* Recall and precision against a full scan of every text field: what is found is what is there, no more and no less. */
let seed = 20261121;
const next = (limit: number): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((seed / 2_147_483_648) * limit);
};
const pick = <T>(values: readonly T[]): T => values[next(values.length)] as T;

const BODIES = ['清河区水利局', '柳溪镇人民政府', '区委办公室', '临江区档案局', 'ＡＢＣ有限公司'];
const TOPICS = [
  '防汛抗旱应急预案',
  '农村饮水安全',
  '退休人员人事档案',
  '河长制工作',
  '会计银行对账',
  '零碳园区',
  '𠮷祥村',
];
const KINDS = ['通知', '请示', '批复', '报告', '会议纪要', '（试行）办法'];
const NAMES = ['张某某', '李建国', '王秀英', '欧阳 明', 'Ａnna'];
const BRACKETS: readonly (readonly [string, string])[] = [
  ['〔', '〕'],
  ['[', ']'],
  ['（', '）'],
  ['【', '】'],
];

let unit: TestTenant;
let stranger: TestTenant;
let records: PlantedRecord[];
const oldCodes = new Map<string, string[]>();

const draft = (index: number) => {
  const [open, close] = pick(BRACKETS);
  const year = 2019 + next(5);
  return {
    filingYear: year,
    retentionCode: pick(['Y', 'D30', 'D10'] as const),
    orgCode: pick(['BGS', 'SGK', 'RSK']),
    itemNumber: index + 1,
    title: `${pick(BODIES)}关于${pick(TOPICS)}${next(4) === 0 ? `，${next(100)}号` : ''}的${pick(KINDS)}`,
    responsibleParty: next(3) === 0 ? null : pick(BODIES),
    documentNumber: next(4) === 0 ? null : `清水发${open}${year}${close}${next(5) === 0 ? '0' : ''}${1 + next(300)}号`,
    documentDate: `${year}${String(1 + next(12)).padStart(2, '0')}${next(6) === 0 ? '00' : '15'}`,
    pageCount: 1 + next(90),
    remarks: next(5) === 0 ? `原件在${pick(BODIES)}；${pick(NAMES)} 经办` : null,
    details:
      next(4) === 0
        ? { personName: pick(NAMES), householdAddress: `${pick(['松岭', '白沙'])}村 ${next(40)} 组` }
        : null,
    topics: next(9) === 0 ? ['red'] : [],
  };
};

beforeAll(async () => {
  [unit, stranger] = [await makeTenant('department'), await makeTenant('department')];
  records = await plantRecords(
    unit,
    await makeFonds(unit),
    Array.from({ length: 900 }, (_, index) => draft(index)),
  );
  await plantRecords(
    stranger,
    await makeFonds(stranger),
    Array.from({ length: 50 }, (_, index) => draft(index)),
  );
}, 120_000);

const fieldsOf = (record: PlantedRecord): string[] => [
  record.title ?? '',
  record.documentNumber ?? '',
  parseDocumentNumber(record.documentNumber ?? '').normalised,
  record.responsibleParty ?? '',
  record.referenceCode,
  record.remarks ?? '',
  ...Object.values(record.details ?? {}),
  ...(oldCodes.get(record.id) ?? []),
  titleInitials(record.title ?? ''),
];

/** Normalised once a record: a scan reads them all for every query. */
const formsOf = new Map<string, string[]>();
const scannedFields = (record: PlantedRecord): string[] => {
  const known = formsOf.get(record.id);
  if (known) return known;
  const forms = fieldsOf(record).map(normaliseForSearch);
  formsOf.set(record.id, forms);
  return forms;
};

const scan = (q: string): string[] => {
  const words = q
    .split(/\s+/u)
    .filter((word) => normaliseForSearch(word) !== '')
    .map((word) => ({
      forms: [normaliseForSearch(word), normaliseForSearch(parseDocumentNumber(word).normalised)].filter(Boolean),
      sort: codeSort(normaliseReferenceCode(word)),
    }));
  return records
    .filter((record) =>
      words.every(
        ({ forms, sort }) =>
          forms.some((form) => scannedFields(record).some((field) => field.includes(form))) ||
          codeSort(record.referenceCode) === sort,
      ),
    )
    .map((record) => record.id)
    .sort();
};

const find = async (input: Record<string, unknown>): Promise<string[]> => {
  const api = await callAs(unit);
  const ids: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const { rows, page } = await api.archive.search({ ...input, limit: 200, ...(cursor ? { cursor } : {}) });
    ids.push(...rows.map((row) => row.id));
    if (!page.nextCursor) return ids.sort();
    cursor = page.nextCursor;
  }
};

describe('the box', () => {
  it('finds exactly what a full scan of all fields finds, for pieces of one to eight characters', async () => {
    for (let round = 0; round < 160; round += 1) {
      const characters = Array.from(pick(fieldsOf(pick(records)).filter((field) => field !== '')));
      const length = 1 + (round % 8);
      const start = next(Math.max(1, characters.length - length));
      const q = characters.slice(start, start + length).join('');
      if (normaliseForSearch(q) === '') continue;
      expect({ q, ids: await find({ q }) }).toEqual({ q, ids: scan(q) });
    }
  }, 120_000);

  it('finds initials, document numbers in any bracket, and codes in any form', async () => {
    const target = records.find((record) => record.documentNumber?.includes('〔')) as PlantedRecord;
    const code = target.referenceCode;
    const typed = code.replaceAll('-', '－').replace('·', '.').toLowerCase();
    const forms = [code, typed, code.replaceAll('-', '—'), code.replace(/-0+(\d+)$/, '-$1')];
    for (const q of forms) expect({ q, ids: await find({ q }) }).toEqual({ q, ids: [target.id] });
    for (const q of ['fxkhyjya', 'hjyhdz', 'FXKH', '清水发(2021)7号', '清水发［2021］第007号', '欧阳明 松岭'])
      expect({ q, ids: await find({ q }) }).toEqual({ q, ids: scan(q) });
  });

  it('finds what nobody wrote nowhere', async () => {
    for (const q of ['不存在的词', 'qqzzxx', '水利抗', '。，！']) {
      const found = await find({ q });
      expect(found).toEqual(normaliseForSearch(q) === '' ? records.map((record) => record.id).sort() : scan(q));
    }
  });

  it('finds a record by the code that it had before', async () => {
    const target = records[7] as PlantedRecord;
    const former = 'Z001-WS·1998-Y-ABC-0042';
    oldCodes.set(target.id, [former]);
    formsOf.delete(target.id);
    await (await testAdmin()).query(
      `update archive_item set old_codes = array[$2], search_text = regexp_replace(search_text, '^(.*) (.*)$', '\\1 z001ws1998yabc0042 \\2'),
        search_tokens = array_to_tsvector(tsvector_to_array(search_tokens) || array['z0','00','01','1w','ws','s1','19','99','98','8y','ya','ab','bc','c0','04','42','2']) where id = $1`,
      [target.id, former],
    );
    expect(await find({ q: former })).toEqual([target.id]);
    for (const value of [former, 'Z001-WS', 'z001－ws.1998'])
      expect(await find({ builder: { conditions: [{ field: 'referenceCode', operator: 'starts', value }] } })).toEqual([
        target.id,
      ]);
  });
});

describe('the builder', () => {
  type Condition = { field: string; operator: string; value?: string; upTo?: string; isNot?: boolean };
  const holds = (text: string | null | undefined, typed: string): boolean =>
    normaliseForSearch(text ?? '').includes(normaliseForSearch(typed));
  const JUDGE: Record<string, (record: PlantedRecord, value: string) => boolean> = {
    title: (record, value) => holds(record.title, value),
    responsibleParty: (record, value) => holds(record.responsibleParty, value),
    remarks: (record, value) => holds(record.remarks, value),
    initials: (record, value) => holds(titleInitials(record.title ?? ''), value),
    'details.householdAddress': (record, value) => holds(record.details?.householdAddress, value),
    persons: (record, value) => holds(record.responsibleParty, value) || holds(record.details?.personName, value),
    any: (record, value) => scannedFields(record).some((field) => field.includes(normaliseForSearch(value))),
  };
  const VALUES: Record<string, readonly string[]> = {
    title: ['防汛', '会计银行', '(试行)', '零碳', '𠮷', 'ABC'],
    responsibleParty: ['水利局', '政府', 'abc', '区'],
    remarks: ['原件', '经办', '张某某'],
    initials: ['fxkh', 'txry', 'dtz'],
    'details.householdAddress': ['松岭村', '白沙村3', '组'],
    persons: ['欧阳明', 'anna', '档案局'],
    any: ['防汛', '松岭', '清水发〔2020〕'],
  };
  const anyCondition = (): Condition => {
    const field = pick(Object.keys(VALUES));
    return { field, operator: 'contains', value: pick(VALUES[field] ?? []), isNot: next(4) === 0 };
  };
  const judge = (record: PlantedRecord, { field, value = '', isNot }: Condition): boolean =>
    (JUDGE[field]?.(record, value) ?? false) !== (isNot ?? false);

  it('joins conditions and groups by and, or and not like a full scan', async () => {
    for (let round = 0; round < 40; round += 1) {
      const join = pick(['and', 'or'] as const);
      const conditions = Array.from({ length: 1 + next(2) }, anyCondition);
      const groups =
        next(2) === 0 ? [] : [{ join: pick(['and', 'or'] as const), conditions: [anyCondition(), anyCondition()] }];
      const all = (verdicts: boolean[], how: 'and' | 'or') =>
        how === 'and' ? verdicts.every(Boolean) : verdicts.some(Boolean);
      const expected = records
        .filter((record) =>
          all(
            [
              ...conditions.map((condition) => judge(record, condition)),
              ...groups.map((group) =>
                all(
                  group.conditions.map((condition) => judge(record, condition)),
                  group.join,
                ),
              ),
            ],
            join,
          ),
        )
        .map((record) => record.id)
        .sort();
      const builder = { join, conditions, groups } as never;
      expect({ builder, ids: await find({ builder }) }).toEqual({ builder, ids: expected });
    }
  }, 60_000);

  it('asks for ranges of dates, years and pages, for choices, for what is empty', async () => {
    const cases: readonly (readonly [Condition, (record: PlantedRecord) => boolean])[] = [
      [
        { field: 'documentDate', operator: 'between', value: '2020-03-01', upTo: '20200630' },
        (record) => (record.documentDate ?? '') >= '20200300' && (record.documentDate ?? '') <= '20200630',
      ],
      [{ field: 'filingYear', operator: 'from', value: '2022' }, (record) => (record.filingYear ?? 0) >= 2022],
      [
        { field: 'pageCount', operator: 'between', value: '10', upTo: '20' },
        (record) => (record.pageCount ?? 0) >= 10 && (record.pageCount ?? 0) <= 20,
      ],
      [{ field: 'retentionCode', operator: 'equals', value: 'D10' }, (record) => record.retentionCode === 'D10'],
      [{ field: 'responsibleParty', operator: 'isEmpty' }, (record) => record.responsibleParty === null],
      [{ field: 'responsibleParty', operator: 'isEmpty', isNot: true }, (record) => record.responsibleParty !== null],
      [{ field: 'topic', operator: 'equals', value: 'red' }, (record) => record.topics?.includes('red') ?? false],
      [
        { field: 'title', operator: 'starts', value: '清河区' },
        (record) => record.title?.startsWith('清河区') ?? false,
      ],
      [{ field: 'documentDate', operator: 'between', value: 'no date' }, () => false],
    ];
    for (const [condition, holdsFor] of cases) {
      const ids = await find({ builder: { conditions: [condition] } as never });
      expect({ condition, ids }).toEqual({
        condition,
        ids: records
          .filter(holdsFor)
          .map((record) => record.id)
          .sort(),
      });
    }
  });

  it('refuses a field or operator that there is not, and asks nothing of what is empty', async () => {
    const api = await callAs(unit);
    for (const condition of [
      { field: 'tenant_id', operator: 'equals', value: '1' },
      { field: "details.a' or true", operator: 'contains', value: 'x' },
      { field: 'pageCount', operator: 'contains', value: '1' },
    ])
      await expect(api.archive.search({ builder: { conditions: [condition] } as never })).rejects.toThrow();
    const empty = { field: 'title', operator: 'contains' as const, value: ' ' };
    expect(await find({ builder: { conditions: [empty] } })).toHaveLength(records.length);
  });
});
