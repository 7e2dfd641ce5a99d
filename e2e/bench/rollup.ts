import { withTenantDb } from '@/db/client';
import { FIGURE_CODES } from '@/server/domain/figure/figures';
import { listReceivedFigures } from '@/server/features/figure/list-received-figures';
import { listReporting } from '@/server/features/figure/reporting/list-reporting';
import { inTurn, reportTimes } from './measure.ts';
import type { ScaleWorld } from './scale-world.ts';

const RUNS = 20;

const RELEASES = `insert into figure_release (tenant_id, id, addressee_tenant_id, dispatched_at, figure_code, year, as_of, value, unit_name, definition_version, released_by)
  select s.unit_tenant_id, gen_random_uuid(), $1, now(), code, $3::int, make_date($3::int, 12, 31), s.unit_tenant_id % 100, '规模', 1, gen_random_uuid()
  from supervision s cross join unnest($2::text[]) code where s.supervisor_tenant_id = $1
  on conflict do nothing`;

/** 汇总 of every figure over all units of the scale set, against the same sums in SQL without any fence. */
export const benchRollUp = async ({ pools, admin, inspector }: ScaleWorld): Promise<void> => {
  const year = new Date().getFullYear() - 1;
  await admin.query(RELEASES, [inspector.tenantId, FIGURE_CODES, year]);
  const units = await admin.query('select 1 from supervision where supervisor_tenant_id = $1', [inspector.tenantId]);
  const times = await inTurn(
    RUNS,
    () =>
      withTenantDb(pools, inspector, async (tdb) => {
        await listReceivedFigures(tdb, inspector, { year });
        await listReporting(tdb, inspector, { year });
      }),
    () =>
      admin.query(
        "select figure_code, sum(value), count(*) from figure_release where addressee_tenant_id = $1 and year = $2 and state <> 'superseded' group by 1",
        [inspector.tenantId, year],
      ),
  );
  reportTimes(
    `roll-up of ${FIGURE_CODES.length} figures over ${units.rows.length} units`,
    times,
    'the sums alone in SQL',
  );
};
