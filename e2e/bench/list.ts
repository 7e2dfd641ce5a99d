import { withGrantDb, withTenantDb } from '@/db/client';
import { listItemsInput } from '@/server/domain/archive/archive-list';
import { listGrantedInput } from '@/server/domain/archive/granted-archive';
import { listGranted } from '@/server/features/archive/list-granted';
import { listItems } from '@/server/features/archive/list-items';
import { inTurn, reportTimes } from './measure.ts';
import type { ScaleWorld } from './scale-world.ts';

const COLUMNS =
  'tenant_id, id, fonds_id, reference_code, code_sort, date_sort, title, document_date, document_number, responsible_party, page_count, category_code, filing_year, retention_code, org_code, open_flag, box_number, state';
const RUNS = 40;

/** A page of fifty with its count, as a person opens a list: ours through every fence against SQL past them all. */
export const benchList = async ({
  pools,
  admin,
  archivist,
  inspector,
  largestId,
  unitIds,
}: ScaleWorld): Promise<void> => {
  const ownFilters: [string, object, string][] = [
    ['whole unit', {}, ''],
    ['one year', { filingYear: 2020 }, 'and filing_year = 2020'],
    [
      'category and retention',
      { categoryCode: 'WS', retentionCode: 'D10' },
      "and category_code = 'WS' and retention_code = 'D10'",
    ],
  ];
  for (const [label, filters, where] of ownFilters) {
    const input = listItemsInput.parse(filters);
    const times = await inTurn(
      RUNS,
      () => withTenantDb(pools, archivist, (tdb) => listItems(tdb, archivist, input)),
      async () => {
        await admin.query(
          `select ${COLUMNS} from archive_item where tenant_id = ${largestId} and state = 'filed' ${where} order by code_sort, id limit 51`,
        );
        await admin.query(
          `select count(*) from (select 1 from archive_item where tenant_id = ${largestId} and state = 'filed' ${where} limit 10001) c`,
        );
      },
    );
    reportTimes(`list own, ${label}`, times, 'SQL without row-level security');
  }
  const input = listGrantedInput.parse({ unitSlug: null });
  const tenants = unitIds.join(',');
  const times = await inTurn(
    RUNS / 2,
    () => withGrantDb(pools, inspector, (gdb) => listGranted(gdb, inspector, input)),
    async () => {
      await admin.query(
        `select ${COLUMNS} from archive_item where tenant_id = any (array[${tenants}]) and state = 'filed' order by tenant_id, code_sort, id limit 51`,
      );
      await admin.query(
        `select count(*) from (select 1 from archive_item where tenant_id = any (array[${tenants}]) and state = 'filed' limit 10001) c`,
      );
    },
  );
  reportTimes(`list as supervisor, ${unitIds.length} grants`, times, 'SQL without row-level security or audit');
};
