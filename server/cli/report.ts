import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createPools, withSystemDb, withTenantDb } from '@/db/client';
import { findFigureOwner } from '@/db/queries/figures/owner.queries';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { printOfYear } from '@/server/features/report';
import { openDatabase, Refusal, runCommand } from './lib/open-database.ts';

/*
 * npm run report -- --tenant <slug> --year <yyyy> --out <file.docx>
 * The annual report of one workspace as Word: the one that is kept there, or what its outline would begin. Exit code 2:
 * what was asked cannot be answered.
 */
const readArguments = () => {
  const { values } = parseArgs({
    options: { tenant: { type: 'string' }, year: { type: 'string' }, out: { type: 'string' } },
  });
  const { tenant, year, out } = values;
  if (!tenant || !year || !out || !/^\d{4}$/.test(year) || !out.endsWith('.docx'))
    throw new Refusal('npm run report -- --tenant <slug> --year <yyyy> --out <file.docx>');
  return { slug: tenant, year: Number(year), out };
};

const render = async (url: string, slug: string, year: number): Promise<Buffer> => {
  const pools = createPools(url, 2);
  try {
    const found = await withSystemDb(pools, (sdb) => findFigureOwner(sdb, slug));
    if (!found) throw new Refusal(`没有这个单位 / no such tenant: ${slug}`);
    const owner = { tenantId: found.tenantId, tenantName: found.name, tenantKind: found.tenantKind as TenantKind };
    const tenant = { tenantId: found.tenantId, accountId: null };
    const bytes = await withTenantDb(pools, tenant, (tdb) => printOfYear(tdb, owner, year));
    if (!bytes) throw new Refusal(`这类单位没有年度报告提纲 / no outline for this kind of tenant: ${slug}`);
    return bytes;
  } finally {
    await pools.close();
  }
};

const main = async (): Promise<void> => {
  const { slug, year, out } = readArguments();
  const database = await openDatabase();
  try {
    const bytes = await render(database.url, slug, year);
    writeFileSync(out, bytes);
    console.log(`${out}\t${bytes.length}`);
  } finally {
    await database.stop();
  }
};

runCommand(main);
