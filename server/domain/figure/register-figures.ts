import { define, type FigureAggregate, type FigureDefinition, type FigurePeriod } from './figure-definition.ts';
import { REGISTER_FIGURE_CODES, type RegisterFigureCode } from './register-figure-codes.ts';
import type { RegisterFigureRule, SaidFigure } from './register-figure-rule.ts';
import { EQUIPMENT_SAID } from './register-rules/equipment.ts';
import { MONEY_SAID } from './register-rules/money.ts';
import { PEOPLE_SAID } from './register-rules/people.ts';
import { PLANNING_SAID } from './register-rules/planning.ts';
import { PUBLICITY_SAID } from './register-rules/publicity.ts';

/* Figures that count entries of registers, from their rules. */

const SAID: Readonly<Record<RegisterFigureCode, SaidFigure>> = {
  ...EQUIPMENT_SAID,
  ...MONEY_SAID,
  ...PEOPLE_SAID,
  ...PLANNING_SAID,
  ...PUBLICITY_SAID,
};

export const REGISTER_FIGURE_RULES = Object.fromEntries(
  REGISTER_FIGURE_CODES.map((code) => [code, SAID[code].rule]),
) as Readonly<Record<RegisterFigureCode, RegisterFigureRule>>;

const PERIODS = { standing: 'point_in_time', cumulative: 'cumulative', since_last_year: 'since_last_year' } as const;

const periodOf = ({ when, planYear, reached }: RegisterFigureRule): FigurePeriod => {
  if (planYear) return 'plan_year';
  // Who is there at the cut-off, and what happened in the year until then.
  if (reached) return 'year_to_date';
  return when ? PERIODS[when] : 'year';
};

const aggregateOf = ({ share, reached, isGrowth, pick, sum }: RegisterFigureRule): FigureAggregate => {
  if (share || reached) return 'ratio';
  if (isGrowth) return 'growth';
  if (pick) return 'stated';
  return sum ? 'sum' : 'count';
};

const definitionOf = (code: RegisterFigureCode): FigureDefinition => {
  const { rule, zh, en, tenantKinds, seenBy = [], decimals = 0, divisor = 1 } = SAID[code];
  return define(
    {
      code,
      name: { zh: zh[0], en: en[0] },
      definition: { zh: zh[1], en: en[1] },
      unit: { zh: zh[2], en: en[2] },
      tenantKinds,
      period: periodOf(rule),
      source: 'register_entry',
      aggregate: aggregateOf(rule),
    },
    { seenBy, decimals, divisor },
  );
};

export const REGISTER_FIGURES = Object.fromEntries(
  REGISTER_FIGURE_CODES.map((code) => [code, definitionOf(code)]),
) as Readonly<Record<RegisterFigureCode, FigureDefinition>>;

/** The rule of a figure that counts a register. */
export const ruleOfFigure = (code: string): RegisterFigureRule | undefined =>
  (REGISTER_FIGURE_RULES as Readonly<Record<string, RegisterFigureRule>>)[code];

/** The register behind a figure, where it is one. */
export const registerOfFigure = (code: string): string | null => ruleOfFigure(code)?.register ?? null;
