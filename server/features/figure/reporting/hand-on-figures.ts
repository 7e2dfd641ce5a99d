import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  insertReleases,
  listOwnReleases,
  type ReceivedReleaseRow,
  supersedeReleases,
} from '@/db/queries/figures/release.queries';
import { findReceivedParts } from '@/db/queries/figures/reporting.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import type { FigureInWords } from '@/server/domain/figure/figure-in-words';
import { FIGURE_CODES, FIGURES, type FigureCode } from '@/server/domain/figure/figures';
import { type handOnView, type ReleasedPart, releasedPart } from '@/server/domain/figure/reporting';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { addReleases, addsUp } from '../add-releases.ts';
import { countedOf, listReceivedCustom } from '../custom/received-custom.ts';
import { figurePeriod } from '../figure-period.ts';
import { countedReleases } from './counted-releases.ts';
import { requireUnlocked } from './own-reporting.ts';

const partOf = ({ unitTenantId, unitName, value, basis, asOf }: ReceivedReleaseRow): ReleasedPart => ({
  unitTenantId,
  unitName,
  value,
  basis,
  asOf,
});

interface HandedSum {
  code: string;
  value: number;
  parts: ReleasedPart[];
  said: FigureInWords | null;
  version: number;
}

/** Sums of what the platform defined: they mean the same above. */
const sumsOfPlatform = async (tdb: TenantDb, scope: TenantScope, input: { year: number }): Promise<HandedSum[]> => {
  const { figures, sums } = await listReceivedCustom(tdb, scope, input);
  return sums.flatMap(({ code, name, unit, definition, version, total }) => {
    if (total === null) return [];
    const parts = countedOf(figures.filter((figure) => figure.code === code)).map(
      ({ unitTenantId, unitName, value, basis, asOf }) => ({ unitTenantId, unitName, value, basis, asOf }),
    );
    return [{ code, value: total, parts, said: { name, unit, definition }, version }];
  });
};

/**
 * 上报汇总: hands the sums of what units have released on to each supervisor, with every unit's part frozen in it. The
 * office's own figures are released by themselves and are not in it.
 * @throws AppError ADDRESSEE_NOT_RELATED without a supervisor; FIGURES_NOT_RELEASED without a sum; FIGURES_LOCKED
 */
export const handOnFigures = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { year: number },
): Promise<z.infer<typeof handOnView>> => {
  const { accountId, tenantId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'figures are released by a person');
  const supervisors = (await listKnownTenants(tdb)).filter((tenant) => tenant.depth === -1);
  if (supervisors.length === 0) throw new AppError('ADDRESSEE_NOT_RELATED', `tenant ${tenantId} has no supervisor`);
  await requireUnlocked(tdb, tenantId, input.year);
  const period = await figurePeriod(tdb, input);
  const rows = await countedReleases(tdb, { tenantId, year: period.year, codes: FIGURE_CODES });
  const sums = FIGURE_CODES.flatMap((code) => {
    const parts = rows.filter((row) => row.figureCode === code);
    const value = addsUp(code) ? addReleases(parts) : null;
    return value === null ? [] : [{ code, value, parts: parts.map(partOf) }];
  });
  const platform = await sumsOfPlatform(tdb, scope, input);
  if (sums.length + platform.length === 0)
    throw new AppError('FIGURES_NOT_RELEASED', 'no unit has released a figure that adds up');
  const before = (await listOwnReleases(tdb, tenantId, period.year, 'rolled_up')).map((row) => row.figureCode);
  const all: HandedSum[] = [
    ...sums.map((sum) => ({ ...sum, said: null, version: FIGURES[sum.code].version })),
    ...platform,
  ];
  const codes = all.map(({ code }) => code);
  for (const { tenantId: addresseeTenantId } of supervisors) {
    const key = { tenantId, addresseeTenantId, year: period.year, basis: 'rolled_up' as const };
    await supersedeReleases(tdb, { ...key, codes: [...new Set([...before, ...codes])] });
    await insertReleases(
      tdb,
      all.map(({ code, value, parts, said, version }) => ({
        ...key,
        id: uuidv7(),
        asOf: period.to,
        unitName: scope.tenantName,
        releasedBy: accountId,
        note: null,
        said,
        figureCode: code,
        value,
        definitionVersion: version,
        rowIds: parts,
        countedIds: null,
        givenRows: null,
      })),
    );
  }
  await audit(tdb, scope, {
    action: 'figure.handOn',
    objectKind: 'figure_release',
    objectId: String(period.year),
    objectLabel: codes.join(', '),
    detail: {
      asOf: period.to,
      to: supervisors.map((one) => one.name),
      values: all.map((sum) => [sum.code, sum.value]),
    },
  });
  return { released: all.length, supervisors: supervisors.map((one) => one.name) };
};

/**
 * The units behind a sum that was handed on to this tenant, as they were frozen in it; never a look into them.
 * @throws AppError NOT_FOUND where no such sum was handed on
 */
export const listReceivedParts = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { year: number; code: FigureCode; unitTenantId: number },
): Promise<ReleasedPart[]> => {
  const { year, code: figureCode, unitTenantId } = input;
  const parts = await findReceivedParts(tdb, { tenantId: scope.tenantId, unitTenantId, figureCode, year });
  if (parts === undefined) throw new AppError('NOT_FOUND', `no sum of ${figureCode} from tenant ${unitTenantId}`);
  return releasedPart.array().parse(parts);
};
