import { describe, expect, test } from 'vitest';
import { CODE_TEMPLATES, findBuiltInTemplate } from '@/server/domain/archive/code-templates';
import {
  codeSort,
  detectTemplate,
  formatReferenceCode,
  levelOfCode,
  normaliseReferenceCode,
  parseReferenceCode,
  sequenceScope,
} from '@/server/domain/archive/reference-code';
import { validateAgainstRecord } from '@/server/domain/archive/reference-code-checks';
import { type CodePart, compileTemplate } from '@/server/domain/archive/reference-code-template';

/** The expressions of the published list of templates: whatever they accept, the engine must accept. */
const PUBLISHED: Record<string, RegExp> = {
  DAT22_2015: /^[A-Z][0-9]{3}-[A-Z]{2}·(19|20)[0-9]{2}-(Y|D30|D10)-[A-Z0-9一-龥]{1,8}-[0-9]{4}$/u,
  DAT13_ITEM_ORG: /^[A-Z][0-9]{3}-[A-Z]{2}·(19|20)[0-9]{2}·(Y|D30|D10)·[A-Z0-9一-龥]{1,8}-[0-9]{3,5}$/u,
  DAT13_ITEM: /^[A-Z][0-9]{3}-[A-Z]{2}·(19|20)[0-9]{2}·(Y|D30|D10)-[0-9]{3,5}$/u,
  DAT13_ACC: /^[A-Z][0-9]{3}-KU·[A-Z0-9]{1,4}·(19|20)[0-9]{2}-[0-9]{3}(-[0-9]{3})?$/u,
  DAT13_PROJECT: /^[A-Z][0-9]{3}-KJ·[A-Z]{2}·[0-9A-Z]{1,8}-[0-9]{3}(-[0-9]{3})?$/u,
  DAT13_PHOTO: /^[A-Z][0-9]{3}-ZP·(19|20)[0-9]{2}·(Y|D30|D10)-[0-9]{3}-[0-9]{3}$/u,
  DAT13_MULTI: /^[A-Z][0-9]{3}-[A-Z]{2}(·[A-Z0-9]{1,4}){1,3}·(19|20)[0-9]{2}·(Y|D30|D10)-[0-9]{3}-[0-9]{3}$/u,
  DAT13_ITEM_SUB: /^[A-Z][0-9]{3}-[A-Z]{2}·[A-Z0-9]{1,6}·(19|20)[0-9]{2}·(Y|D30|D10)-[0-9]{3,5}$/u,
  DAT13_YEAR_GROUP: /^[A-Z][0-9]{3}-[A-Z]{2}·(19|20)[0-9]{2}-[0-9]{3}$/u,
  DAT13_PERSON: /^[A-Z][0-9]{3}-RS-[0-9]{3}(-[0-9]{3})?$/u,
  LEGACY_4SEG: /^[A-Z0-9]{4}-[0-9]{3}-[0-9]{3,4}-[0-9]{3}$/u,
  LEGACY_NUM: /^[0-9]{1,4}-[0-9]{1,3}-[0-9]{1,4}-[0-9]{1,3}$/u,
};

let state = 5;
const random = (limit: number): number => {
  state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
  return Math.floor((state / 4_294_967_296) * limit);
};
const pick = <Value>(values: readonly Value[]): Value => values[random(values.length)] as Value;

const VALUES: Record<CodePart, () => string | number> = {
  fonds: () => pick(['B028', 'Z109', 'J019']),
  category: () => pick(['WS', 'ZY', 'WY', 'SW']),
  sub: () => pick(['JJ', 'KY']),
  sub2: () => pick(['CC', '01']),
  sub3: () => pick(['A1', '9']),
  year: () => 1950 + random(140),
  retention: () => pick(['Y', 'D30', 'D10', 'D100', 'CQ']),
  org: () => pick(['BGS', '办公室', '01', '党政办']),
  project: () => pick(['2201', '02', 'A7']),
  catalogue: () => 1 + random(999),
  volume: () => 1 + random(999),
  group: () => 1 + random(999),
  item: () => 1 + random(999),
  page: () => 1 + random(999),
};

describe('the twelve built-in templates', () => {
  test.each(CODE_TEMPLATES)('$code reads its example and writes it again', (template) => {
    const parsed = parseReferenceCode(template.code, template.example);
    expect(parsed?.text).toBe(template.example);
    expect(PUBLISHED[template.code]?.test(template.example)).toBe(true);
    expect(formatReferenceCode(template.code, parsed?.parts ?? {})).toEqual({ ok: true, text: template.example });
    expect(detectTemplate(template.example)?.templateCode).toBe(template.code);
  });

  test.each(CODE_TEMPLATES)('$code: 500 random codes are written, published, read and found again', (template) => {
    const compiled = findBuiltInTemplate(template.code);
    for (let round = 0; round < 500; round += 1) {
      const values: Partial<Record<CodePart, string | number>> = {};
      for (const part of compiled?.parts.keys() ?? []) values[part] = VALUES[part]();
      if (template.code === 'LEGACY_NUM') values.fonds = 1 + random(999);
      if (round % 2 === 0 && template.pattern.includes('[-{item')) delete values.item;
      const written = formatReferenceCode(template.code, values);
      if (!written.ok) return expect.fail(JSON.stringify([values, written]));
      const parsed = parseReferenceCode(template.code, written.text);
      const again = formatReferenceCode(template.code, parsed?.parts ?? {});
      if (!again.ok || again.text !== written.text) return expect.fail(written.text);
      const isPublished = PUBLISHED[template.code]?.test(written.text);
      if (!isPublished && !/D100|CQ/.test(written.text) && template.code !== 'LEGACY_NUM') expect.fail(written.text);
      if (detectTemplate(written.text)?.templateCode !== template.code) expect.fail(`detect ${written.text}`);
      if (normaliseReferenceCode(written.text) !== written.text) expect.fail(`normal ${written.text}`);
    }
  });

  test.each([
    'Z109-WS·2011-Y-BGS-001',
    'Z109-WS·2011-D20-BGS-0001',
    'Z109-WS·1811-Y-BGS-0001',
    'Z109WS·2011-Y-BGS-0001',
    'Z109-WS·2011-Y-BGS-0001-',
    '',
    '无',
    '-'.repeat(100_000),
  ])('%.30s follows no template', (text) => {
    expect(detectTemplate(text)).toBeUndefined();
  });

  test('four-digit fonds numbers are accepted', () => {
    expect(parseReferenceCode('DAT22_2015', '0123-WS·2023-Y-BGS-0001')?.parts.fonds).toBe('0123');
  });

  test('numbers that outgrow their width stay readable', () => {
    const written = formatReferenceCode('DAT13_PHOTO', {
      fonds: 'B028',
      year: 2023,
      retention: 'Y',
      group: 1000,
      item: 5,
    });
    expect(written).toEqual({ ok: true, text: 'B028-ZP·2023·Y-1000-005' });
    expect(parseReferenceCode('DAT13_PHOTO', 'B028-ZP·2023·Y-1000-005')?.parts.group).toBe('1000');
  });
});

describe('look-alikes', () => {
  const CANONICAL = 'B028-WS·2023-Y-BGS-0001';
  test('20,000 ways to type a code are one code', () => {
    const dashes = ['-', '－', '–', '—', '―', '‐', '−', ' - ', '\u200B-'];
    const dots = ['·', '•', '‧', '・', '.', '．', '･', ' · '];
    for (let round = 0; round < 20_000; round += 1) {
      const typed = Array.from(CANONICAL, (character) => {
        if (character === '-') return pick(dashes);
        if (character === '·') return pick(dots);
        const choice = random(3);
        if (choice === 0) return String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0);
        return choice === 1 ? character.toLowerCase() : character;
      }).join(pick(['', '', '\u3000', '\u200B']));
      if (normaliseReferenceCode(typed) !== CANONICAL) expect.fail(JSON.stringify(typed));
    }
  });
});

describe("a unit's own template", () => {
  test('is read and written like the built-in ones', () => {
    const own = { code: 'own', pattern: '{fonds}－{category}.{year}-{org}[-{volume:3}]-{item:4}' };
    const written = formatReferenceCode(own, { fonds: 'B028', category: 'WS', year: 2023, org: '办公室', item: 7 });
    expect(written).toEqual({ ok: true, text: 'B028-WS·2023-办公室-0007' });
    expect(parseReferenceCode(own, 'b028-ws.2023-办公室-012-0007')?.parts).toMatchObject({
      volume: '012',
      item: '0007',
    });
    expect(detectTemplate('B028-WS·2023-办公室-0007', [own])?.templateCode).toBe('own');
  });

  test.each([
    ['', 'template_empty'],
    ['ABC', 'template_empty'],
    ['{fonds}-{colour}', 'part_unknown'],
    ['{fonds}-{item:9}', 'part_unknown'],
    ['{fonds}-{fonds}', 'part_repeated'],
    ['{fonds}{item}', 'separator_missing'],
    ['{fonds}[-{item:4}', 'bracket_unbalanced'],
    ['{fonds}]-{item}', 'bracket_unbalanced'],
    ['{fonds}-[a[{item}]]', 'bracket_unbalanced'],
    ['{fonds', 'bracket_unbalanced'],
  ])('%s is refused: %s', (pattern, problem) => {
    expect(compileTemplate({ code: 'own', pattern })).toEqual({ ok: false, problem });
  });

  test('separators are text, not expressions', () => {
    const own = { code: 'own', pattern: '{fonds}.*+?^$|()\\/{item:4}' };
    const written = formatReferenceCode(own, { fonds: 'B028', item: 1 });
    expect(written.ok && parseReferenceCode(own, written.text)?.parts.item).toBe('0001');
  });

  test('missing and malformed parts are named', () => {
    expect(formatReferenceCode('DAT22_2015', { fonds: 'B028' })).toEqual({
      ok: false,
      problem: 'part_missing',
      part: 'category',
    });
    const parts = { fonds: 'B028', category: 'WS', year: 2023, retention: 'Y', org: 'B-S', item: 1 };
    expect(formatReferenceCode('DAT22_2015', parts)).toEqual({ ok: false, problem: 'part_invalid', part: 'org' });
  });
});

describe('numbers within their scope', () => {
  test.each([
    ['DAT22_2015', 'B028-WS·2023-Y-BGS-0001', undefined, 'B028-WS·2023-Y-BGS', 'item'],
    ['DAT13_ITEM_ORG', 'Z109-WS·2011·Y·办公室-0001', undefined, 'Z109-WS·2011·Y·办公室', 'item'],
    ['DAT13_PHOTO', 'B028-ZP·2023·Y-001-002', undefined, 'B028-ZP·2023·Y-001', 'item'],
    ['DAT13_PHOTO', 'B028-ZP·2023·Y-001-002', 'group', 'B028-ZP·2023·Y', 'group'],
    ['DAT13_ACC', 'B028-KU·BB·2023-001', undefined, 'B028-KU·BB·2023', 'volume'],
    ['DAT13_ACC', 'B028-KU·BB·2023-001-004', undefined, 'B028-KU·BB·2023-001', 'item'],
    ['DAT13_PROJECT', 'B028-KJ·JJ·2201-010', undefined, 'B028-KJ·JJ·2201', 'volume'],
  ] as const)('%s %s', (template, text, part, key, counted) => {
    const parts = parseReferenceCode(template, text)?.parts ?? {};
    expect(sequenceScope(template, parts, part)).toMatchObject({ key, part: counted });
  });

  test('the scope does not depend on the number and needs the parts before it', () => {
    const { item: _item, ...parts } = parseReferenceCode('DAT22_2015', 'B028-WS·2023-Y-BGS-0001')?.parts ?? {};
    expect(sequenceScope('DAT22_2015', parts)).toEqual({ key: 'B028-WS·2023-Y-BGS', part: 'item', width: 4 });
    expect(sequenceScope('DAT22_2015', { fonds: 'B028' })).toBeUndefined();
  });
});

test('sort keys order numbers by value', () => {
  const codes = [
    'B028-WS·2023-D10-BGS-2',
    'B028-WS·2023-D10-BGS-0010',
    'B028-WS·2023-D30-BGS-1',
    '85-3-9-1',
    '85-3-127-25',
  ];
  const sorted = [...codes].sort((left, right) => (codeSort(left) < codeSort(right) ? -1 : 1));
  expect(sorted).toEqual(['85-3-9-1', '85-3-127-25', ...codes.slice(0, 3)]);
  expect(codeSort('Z109-WS·2011-Y-BGS-0001')).toBe('Z00000109-WS·00002011-Y-BGS-00000001');
});

test('a code and its record are compared part by part', () => {
  const parsed = parseReferenceCode('DAT22_2015', 'B028-WS·2023-D30-BGS-0001');
  if (!parsed) return expect.fail('not read');
  const record = {
    fondsNumber: 'B028',
    categoryCode: 'WS',
    filingYear: 2023,
    retentionCode: 'D30',
    orgCode: 'bgs',
    itemNumber: 1,
  };
  expect(validateAgainstRecord(parsed, record)).toEqual([]);
  expect(validateAgainstRecord(parsed, { fondsNumber: null })).toEqual([]);
  const wrong = validateAgainstRecord(parsed, { ...record, filingYear: 2022, retentionCode: 'Y', orgCode: '办公室' });
  expect(wrong.map(({ field, severity }) => [field, severity])).toEqual([
    ['filingYear', 'error'],
    ['retentionCode', 'error'],
    ['orgCode', 'warning'],
  ]);
  expect(levelOfCode(parsed)).toBe('piece');
});
