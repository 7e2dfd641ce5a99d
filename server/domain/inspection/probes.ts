/*
 * 自动核查: what the system can answer by itself over a unit's own records. What each means stands here in words; the one
 * predicate of each stands in `db/queries/probes/`, where the figure and the rows behind it come from the same rows.
 * docs/playbooks/add-a-probe.md tells how a later register adds its own.
 */
import type { Verdict } from './checklist-vocabulary.ts';
import {
  MOSTLY,
  type NeededCategory,
  NONE,
  type ProbeLine,
  type ProbeReach,
  type ProbeRule,
  WHOLE,
} from './probe-definition.ts';
import { REGISTER_PROBE_CODES, REGISTER_PROBE_LINES } from './register-probes.ts';

export const PROBE_CODES = [
  'filing.years',
  'filing.onTime',
  'numbering.gaps',
  'numbering.doubles',
  'retention.missing',
  'schedule.approved',
  'catalogue.complete',
  'categories.kept',
  'digital.files',
  'fixity.swept',
  'storage.boxed',
  'storage.placed',
  'loans.overdue',
  'use.register',
  'training.hours',
  'guidance.coverage',
  'demands.closed',
  ...REGISTER_PROBE_CODES,
] as const;
export type ProbeCode = (typeof PROBE_CODES)[number];
export const isProbeCode = (code: string): code is ProbeCode => PROBE_CODES.some((known) => known === code);

interface Words {
  zh: string;
  en: string;
}
export interface ProbeDefinition {
  code: ProbeCode;
  name: Words;
  definition: Words;
  reach: ProbeReach;
  needsCategory: NeededCategory;
  rule: ProbeRule;
  /** Goes up when the predicate changes its meaning, so that a kept result says by which it was found. */
  version: number;
}

const ROWS: readonly ProbeLine<ProbeCode>[] = [
  [
    'filing.years',
    'archive',
    'WS',
    WHOLE,
    ['归档年度无空缺', 'No year without filing'],
    [
      '归档期限（次年6月30日）已过的每个年度，至少有一件文书档案入账；一件也没有的年度算问题',
      'Every year whose filing deadline (30 June after it) has passed has at least one administrative record; a year with none is at fault',
    ],
  ],
  [
    'filing.onTime',
    'archive',
    'WS',
    MOSTLY,
    ['文书档案按时归档', 'Filed on time'],
    [
      '归档期限已过的年度里，登记了归档日期的文书档案；晚于次年6月30日的算问题',
      'Administrative records with a filing date, of years whose deadline has passed; those filed after 30 June of the next year are at fault',
    ],
  ],
  [
    'numbering.gaps',
    'archive',
    null,
    NONE,
    ['件号连续', 'No gaps in numbering'],
    [
      '同一档号前缀下的序号应当连续；中间缺号的前缀算问题。已注销的号也显示为缺号，由检查人员看说明',
      'Numbers under one code prefix run on; a prefix with missing numbers is at fault. A number that was struck out shows as missing, to be explained',
    ],
  ],
  [
    'numbering.doubles',
    'archive',
    null,
    NONE,
    ['档号不重复', 'No code twice'],
    ['两件以上用同一个档号的算问题', 'Records that share a reference code are at fault'],
  ],
  [
    'retention.missing',
    'archive',
    null,
    NONE,
    ['保管期限齐全', 'Retention periods given'],
    [
      '没有保管期限，或者期限不在期限表里的算问题',
      'Records without a retention period, or with an unknown one, are at fault',
    ],
  ],
  [
    'schedule.approved',
    'archive',
    null,
    { kind: 'some' },
    ['期限表已审核同意', 'Retention schedule approved'],
    ['有一份经主管部门审核同意、现在有效的归档范围和保管期限表', 'There is an approved retention schedule in force'],
  ],
  [
    'catalogue.complete',
    'archive',
    null,
    MOSTLY,
    ['著录项齐全', 'Entries complete'],
    [
      '题名、责任者、成文日期、页数都有的算齐全；缺一项的算问题',
      'An entry has title, responsible party, date and number of pages; one that lacks any of them is at fault',
    ],
  ],
  [
    'categories.kept',
    'archive',
    '*',
    WHOLE,
    ['各门类都有归档', 'All categories kept'],
    [
      '会计、照片、实物三个门类在检查年度里各有归档；没有的门类算问题',
      'Accounting, photographs and objects each have records of the years; a category with none is at fault',
    ],
  ],
  [
    'digital.files',
    'archive',
    null,
    { kind: 'share', met: 80, mostly: 50, partly: 20 },
    ['电子文件挂接率', 'Records with files'],
    ['检查年度的档案里挂接了电子文件的比例', 'Share of the records of the years that have a digital file'],
  ],
  [
    'fixity.swept',
    'archive',
    null,
    WHOLE,
    ['电子文件一年内校验过', 'Files verified within a year'],
    [
      '电子文件在一年内做过完整性校验且完好；没校验过或有变化的算问题',
      'Digital files were verified within a year and are intact; the others are at fault',
    ],
  ],
  [
    'storage.boxed',
    'archive',
    null,
    MOSTLY,
    ['档案已装盒', 'Records boxed'],
    ['检查年度的实体档案有盒号；没有盒号的算问题', 'Records of the years have a box; those without are at fault'],
  ],
  [
    'storage.placed',
    'unit',
    null,
    MOSTLY,
    ['档案盒已上架', 'Boxes shelved'],
    ['档案盒登记了存放位置；没有位置的算问题', 'Boxes have a place; those without are at fault'],
  ],
  [
    'loans.overdue',
    'unit',
    null,
    NONE,
    ['没有逾期未还', 'No overdue loans'],
    ['调出未还而且过了归还日期的算问题', 'Records that are out beyond their return date are at fault'],
  ],
  [
    'use.register',
    'use',
    null,
    { kind: 'some' },
    ['利用登记有记载', 'Use register kept'],
    [
      '检查年度里有查档登记；没有写结果的算问题',
      'The use register has entries of the years; those without a result are at fault',
    ],
  ],
  [
    'training.hours',
    'training',
    null,
    { kind: 'sum' },
    ['培训学时', 'Training hours'],
    [
      '检查年度里办过的档案培训的学时合计，与检查项要求的学时比较',
      'Hours of archives training held in the years, against what the item asks for',
    ],
  ],
  [
    'guidance.coverage',
    'unit',
    null,
    WHOLE,
    ['所辖单位指导覆盖', 'Units below guided'],
    [
      '所辖单位在检查年度里都有指导记录；没有的单位算问题',
      'Every unit below has guidance on record in the years; one without is at fault',
    ],
  ],
  [
    'demands.closed',
    'papers',
    null,
    WHOLE,
    ['上轮问题已整改', 'Earlier demands closed'],
    [
      '以前检查下发的整改要求都复查通过；没有通过的算问题',
      'Demands of earlier inspections were verified; the others are at fault',
    ],
  ],
  ...REGISTER_PROBE_LINES,
];

export const PROBES: readonly ProbeDefinition[] = ROWS.map(([code, reach, needsCategory, rule, name, definition]) => ({
  code,
  reach,
  needsCategory,
  rule,
  name: { zh: name[0], en: name[1] },
  definition: { zh: definition[0], en: definition[1] },
  version: 1,
}));

export const findProbe = (code: ProbeCode): ProbeDefinition => {
  const found = PROBES.find((probe) => probe.code === code);
  if (!found) throw new RangeError(code);
  return found;
};

/** What a probe found: all rows that it looked at, how many of them are at fault, what they add up to. */
export interface ProbeFigure {
  rows: number;
  faults: number;
  amount: number;
}

/** Percent without fault; null where nothing was there to be looked at. */
export const soundPercent = ({ rows, faults }: ProbeFigure): number | null =>
  rows === 0 ? null : Math.round(((rows - faults) * 1000) / rows) / 10;

/** What a figure suggests; null where it says nothing (no rows to judge, or no number to compare with). */
export const suggestionOf = (rule: ProbeRule, figure: ProbeFigure, threshold: number | null): Verdict | null => {
  const percent = soundPercent(figure);
  switch (rule.kind) {
    case 'none':
      return figure.faults === 0 ? 'met' : 'unmet';
    case 'some':
      return figure.rows - figure.faults > 0 ? 'met' : 'unmet';
    case 'sum':
      return threshold === null ? null : figure.amount >= threshold ? 'met' : 'unmet';
    default:
      if (percent === null) return null;
      if (percent >= rule.met) return 'met';
      if (percent >= rule.mostly) return 'mostly';
      return percent >= rule.partly ? 'partly' : 'unmet';
  }
};

const ORDER: readonly Verdict[] = ['unmet', 'partly', 'mostly', 'met'];

/** An item with several probes follows the worst of them. */
export const worstSuggestion = (suggestions: readonly (Verdict | null)[]): Verdict | null =>
  ORDER.find((verdict) => suggestions.includes(verdict)) ?? null;

/** A yes/no item knows no steps between: what is not wholly met is not met. */
export const suggestionFor = (type: string, suggestion: Verdict | null): Verdict | null =>
  suggestion === null || type !== 'yesno' ? suggestion : suggestion === 'met' ? 'met' : 'unmet';
