import { v7 as uuidv7 } from 'uuid';
import { FIRST, PLANT_YEAR, type Plant } from './figure-plant-rows.ts';
import { AFTER, type FigurePlants, variants } from './figure-variants.ts';

const NOT_FINAL = { finalOn: null };

const plantSheet: Plant = async (tdb, owner, fields) => {
  const { state = 'final', ...own } = fields;
  const more = state === 'final' ? {} : NOT_FINAL;
  const reason = state === 'excused' ? { excusedReason: '已撤并' } : {};
  const rating = fields.purpose === 'rating' ? { ratingKind: 'business' } : {};
  await tdb
    .insertInto('assessmentSheet')
    .values({
      tenantId: owner.tenantId,
      id: uuidv7(),
      purpose: 'annual',
      year: PLANT_YEAR,
      title: '年度考核',
      list: '{}',
      subjectTenantId: owner.nextSubject(),
      subjectName: '某局',
      subjectKind: 'department',
      percent: 80,
      finalOn: FIRST,
      ...own,
      ...more,
      ...reason,
      ...rating,
      state: String(state),
    })
    .execute();
};

/** Rows just inside and just outside the figure of 年度考核. */
export const ASSESSMENT_PLANTS = {
  'S4-33': {
    plant: plantSheet,
    adds: 1,
    inside: [...variants('year', PLANT_YEAR), ...variants('finalOn', AFTER)],
    outside: [
      ...variants('year', PLANT_YEAR - 1, PLANT_YEAR + 1),
      ...variants('state', 'open', 'scored', 'excused'),
      ...variants('subjectKind', 'township', 'enterprise'),
      ...variants('purpose', 'rating'),
    ],
  },
} satisfies Record<'S4-33', FigurePlants>;
