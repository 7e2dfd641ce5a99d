import { parseArgs } from 'node:util';
import { benchImport } from './import.ts';
import { benchList } from './list.ts';
import { openScaleWorld, type ScaleWorld } from './scale-world.ts';
import { benchSearch } from './search.ts';

/* `npm run bench -- --only list,search,import [--items 1000000 --tenants 200 --largest 300000 --grants 100 --rows 20000]` */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'list,search,import' },
    items: { type: 'string', default: '1000000' },
    tenants: { type: 'string', default: '200' },
    largest: { type: 'string', default: '300000' },
    grants: { type: 'string', default: '100' },
    rows: { type: 'string', default: '20000' },
  },
});

const SUITES: Record<string, (world: ScaleWorld) => Promise<void>> = {
  list: benchList,
  search: benchSearch,
  import: (world) => benchImport(world, Number(values.rows)),
};

const world = await openScaleWorld({
  items: Number(values.items),
  tenants: Number(values.tenants),
  largest: Number(values.largest),
  grants: Number(values.grants),
});
try {
  for (const name of values.only.split(',')) {
    const suite = SUITES[name];
    if (!suite) throw new Error(`no suite ${name}: ${Object.keys(SUITES).join(', ')}`);
    await suite(world);
  }
} finally {
  await world.stop();
}
