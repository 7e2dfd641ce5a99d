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
/** One event for each grant that opened a unit, as `audit_grant_read` writes them. */
const LOG = `insert into audit_event (tenant_id, id, actor_account_id, actor_name, actor_tenant_id, actor_tenant_name, action, object_kind, detail, grant_id, request_id)
  select addressee_tenant_id, gen_random_uuid(), $1, $2, $3, $2, 'archive.grantedList', 'archive_item', '{}', id, 'bench'
  from access_grant where valid_to > now()`;

/** A page of fifty with its count, as a person opens a list: ours through every fence against SQL past them all. */
export const benchList = async (world: ScaleWorld): Promise<void> => {
  const { pools, admin, archivist, largestId } = world;
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
  await benchSupervisor(world);
};

/**
 * The supervisor's page, twice: against SQL that only reads, which says what the fences and the log cost together, and
 * against SQL that owes the same events to the same logs and writes them in the same transaction.
 */
const benchSupervisor = async ({ pools, admin, inspector, unitIds }: ScaleWorld): Promise<void> => {
  const input = listGrantedInput.parse({ unitSlug: null });
  const ours = () => withGrantDb(pools, inspector, (gdb) => listGranted(gdb, inspector, input));
  const units = `tenant_id = any (array[${unitIds.join(',')}]) and state = 'filed'`;
  const read = async (): Promise<void> => {
    await admin.query(`select ${COLUMNS} from archive_item where ${units} order by tenant_id, code_sort, id limit 51`);
    await admin.query(`select count(*) from (select 1 from archive_item where ${units} limit 10001) c`);
  };
  const name = `list as supervisor, ${unitIds.length} grants`;
  reportTimes(name, await inTurn(RUNS / 2, ours, read), 'SQL without row-level security or audit');
  const readAndLog = async (): Promise<void> => {
    await admin.query('begin');
    await read();
    const { rowCount } = await admin.query(LOG, [inspector.accountId, inspector.actorName, inspector.tenantId]);
    if (rowCount !== unitIds.length) throw new Error(`${rowCount} events for ${unitIds.length} grants`);
    await admin.query('commit');
  };
  const logged = await inTurn(RUNS / 2, ours, readAndLog);
  reportTimes(`${name}, each look logged`, logged, 'SQL without row-level security that writes the same events');
};
