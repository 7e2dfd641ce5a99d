import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { ASSESSMENT_FIGURES } from './assessment-figures.ts';
import { BASE_FIGURES } from './base-figures.ts';
import { DELIVERY_FIGURES } from './delivery-figures.ts';
import { DESK_FIGURES } from './desk-figures.ts';
import { DIGITISATION_FIGURES } from './digitisation-figures.ts';
import { FIGURE_CODES, type FigureCode, type FigureDefinition } from './figure-definition.ts';
import { GUIDANCE_FIGURES } from './guidance-figures.ts';
import { OVERSIGHT_FIGURES } from './oversight-figures.ts';
import { REGISTER_FIGURES } from './register-figures.ts';
import { STORAGE_FIGURES } from './storage-figures.ts';
import { TRAINING_FIGURES } from './training-figures.ts';

export {
  FIGURE_CODES,
  type FigureAggregate,
  type FigureCode,
  type FigureDefinition,
  type FigureSource,
  HEADLINE_FIGURES,
} from './figure-definition.ts';

export const FIGURES: Readonly<Record<FigureCode, FigureDefinition>> = {
  ...ASSESSMENT_FIGURES,
  ...BASE_FIGURES,
  ...DELIVERY_FIGURES,
  ...DESK_FIGURES,
  ...DIGITISATION_FIGURES,
  ...OVERSIGHT_FIGURES,
  ...GUIDANCE_FIGURES,
  ...REGISTER_FIGURES,
  ...STORAGE_FIGURES,
  ...TRAINING_FIGURES,
};

const ALL: readonly FigureDefinition[] = FIGURE_CODES.map((code) => FIGURES[code]);

/** The figures that a kind of tenant computes from its own records. */
export const computedFigures = (kind: TenantKind): readonly FigureDefinition[] =>
  ALL.filter((figure) => figure.tenantKinds.includes(kind));

/** The figures that it shows from what others have released to it. */
export const releasedFigures = (kind: TenantKind): readonly FigureDefinition[] =>
  ALL.filter((figure) => figure.seenBy.includes(kind));

/** The value that a count (or sum) of rows stands for, exact to the single record. */
export const figureValue = (figure: FigureDefinition, counted: number): number => counted / figure.divisor;
