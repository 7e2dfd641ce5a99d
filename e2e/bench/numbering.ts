import { createPools, withTenantDb } from '@/db/client';
import { createItemInput } from '@/server/domain/archive/archive-record';
import { createItem } from '@/server/features/archive/create-item';
import { makeUnit } from './import.ts';
import { report } from './measure.ts';
import type { ScaleWorld } from './scale-world.ts';

const WRITERS = 16;
/** Every twentieth transaction turns back after it took its number. */
const TURNS_BACK = 20;

const urlOf = ({ admin }: ScaleWorld): string => {
  const url = new URL('postgresql://localhost');
  url.username = encodeURIComponent(admin.user ?? '');
  url.password = encodeURIComponent(String(admin.password ?? ''));
  url.hostname = admin.host;
  url.port = String(admin.port);
  url.pathname = `/${admin.database ?? ''}`;
  return url.toString();
};

/** Records filed one by one by 16 connections into one series: numbers are counted afterwards, not believed. */
export const benchNumbering = async (world: ScaleWorld, rows: number): Promise<void> => {
  const { scope, fondsId } = await makeUnit(world);
  const pools = createPools(urlOf(world), WRITERS);
  const record = createItemInput.parse({
    fondsId,
    categoryCode: 'WS',
    filingYear: 2025,
    retentionCode: 'D30',
    orgCode: 'BGS',
    title: '关于做好年度归档文件整理工作的通知',
  });
  let [asked, turnedBack] = [0, 0];
  const write = async (): Promise<void> => {
    while (asked < rows) {
      asked += 1;
      const fails = asked % TURNS_BACK === 0;
      if (fails) {
        turnedBack += 1;
        await withTenantDb(pools, scope, async (tdb) => {
          await createItem(tdb, scope, record);
          throw new Error('turned back');
        }).catch((error: Error) => {
          if (error.message !== 'turned back') throw error;
        });
      }
      await withTenantDb(pools, scope, (tdb) => createItem(tdb, scope, record));
    }
  };
  const started = performance.now();
  try {
    await Promise.all(Array.from({ length: WRITERS }, write));
  } finally {
    await pools.close();
  }
  const seconds = (performance.now() - started) / 1000;
  const { rows: found } = await world.admin.query<{ n: number; distinct: number; last: number }>(
    'select count(*)::int as n, count(distinct item_number)::int as distinct, max(item_number) as last from archive_item where tenant_id = $1',
    [scope.tenantId],
  );
  const [counted] = found;
  const [n, distinct, last] = [counted?.n ?? 0, counted?.distinct ?? 0, counted?.last ?? 0];
  report({ name: `numbering, records filed by ${WRITERS} writers`, value: n, unit: 'records' });
  report({ name: 'numbering, transactions turned back', value: turnedBack, unit: 'transactions' });
  report({ name: 'numbering, gaps', value: last - distinct, unit: 'numbers' });
  report({ name: 'numbering, doubles', value: n - distinct, unit: 'numbers' });
  report({ name: 'numbering, speed', value: n / seconds, unit: 'rows/s' });
};
