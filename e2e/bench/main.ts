import { parseArgs } from 'node:util';
import { benchFacets } from './facets.ts';
import { benchFiles } from './files.ts';
import { benchImport } from './import.ts';
import { benchList } from './list.ts';
import { benchNumbering } from './numbering.ts';
import { openScaleWorld, type ScaleWorld } from './scale-world.ts';
import { benchSearch } from './search.ts';

/* `npm run bench -- --only files,list,search,facets,import,numbering [--items 1000000 --tenants 200 --largest 300000 --grants 100 --rows 20000 --numbers 10000 --megabytes 500]` */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'files,list,search,facets,import,numbering' },
    megabytes: { type: 'string', default: '500' },
    items: { type: 'string', default: '1000000' },
    tenants: { type: 'string', default: '200' },
    largest: { type: 'string', default: '300000' },
    grants: { type: 'string', default: '100' },
    rows: { type: 'string', default: '20000' },
    numbers: { type: 'string', default: '10000' },
  },
});

const SUITES: Record<string, (world: ScaleWorld) => Promise<void>> = {
  list: benchList,
  search: benchSearch,
  facets: benchFacets,
  import: (world) => benchImport(world, Number(values.rows)),
  numbering: (world) => benchNumbering(world, Number(values.numbers)),
};

const wanted = values.only.split(',');
// Needs no database, and is measured before one takes its share of the machine.
if (wanted.includes('files')) await benchFiles(Number(values.megabytes));
const names = wanted.filter((name) => name !== 'files');
const unknown = names.find((name) => !(name in SUITES));
if (unknown) throw new Error(`no suite ${unknown}: files, ${Object.keys(SUITES).join(', ')}`);

const benchWorld = async (): Promise<void> => {
  const world = await openScaleWorld({
    items: Number(values.items),
    tenants: Number(values.tenants),
    largest: Number(values.largest),
    grants: Number(values.grants),
  });
  try {
    for (const name of names) await SUITES[name]?.(world);
  } finally {
    await world.stop();
  }
};
if (names.length > 0) await benchWorld();
