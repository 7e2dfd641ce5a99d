import type { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { audit } from '@/server/audit/audit';
import type { ReleaseCustomInput } from '@/server/domain/figure/custom-figure';
import type { releaseFiguresView } from '@/server/domain/figure/figure-views';
import { mostGiven } from '@/server/domain/figure/released-rows';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { countableOfOwn } from '../countable.ts';
import { figurePeriod } from '../figure-period.ts';
import { keepRows } from '../keep-rows.ts';
import { countNotGiven, giveUp, type ReleaseDraft, rowsToGive } from '../release-figures.ts';
import { findDefinedFigure } from './defined-figures.ts';

/**
 * 报送自定义指标: value, cut-off, version and rows like those of the report, and the definition in words. It answers no
 * call: what a supervisor calls for are the figures of the report.
 * @throws AppError NOT_FOUND for a figure that is not there; ADDRESSEE_NOT_RELATED; FIGURES_LOCKED
 */
export const releaseCustom = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReleaseCustomInput,
): Promise<z.infer<typeof releaseFiguresView>> => {
  refuseClassified(input.note);
  const period = await figurePeriod(tdb, input);
  const drafts: ReleaseDraft[] = [];
  for (const id of new Set(input.ids)) {
    const row = await findDefinedFigure(tdb, scope, id);
    const countable = row && countableOfOwn(scope, row);
    const counted = await countable?.count(tdb, period, []);
    if (!row || !counted) throw new AppError('NOT_FOUND', `custom figure ${id}`);
    const { code, version, definition } = counted.figure;
    drafts.push({
      figureCode: code,
      value: counted.value,
      definitionVersion: version,
      ...(await keepRows(counted)),
      givenRows: input.withRows
        ? await rowsToGive(tdb, counted.records, { count: counted.rows, most: mostGiven(code, row.subject) })
        : null,
      note: input.note ?? null,
      said: { name: row.name, unit: row.unit, definition, subject: row.subject },
    });
  }
  const supervisors = await giveUp(tdb, scope, period, drafts);
  await audit(tdb, scope, {
    action: 'figure.releaseCustom',
    objectKind: 'figure_release',
    objectId: String(period.year),
    objectLabel: drafts.map((draft) => draft.said?.name).join('、'),
    detail: {
      asOf: period.to,
      to: supervisors,
      values: drafts.map((one) => [one.figureCode, one.value]),
      withRows: input.withRows,
    },
  });
  return { released: drafts.length, supervisors, asOf: period.to, notGiven: countNotGiven(input, drafts) };
};
