import { parseArgs } from 'node:util';
import { benchDistrict } from './district.ts';
import { benchExam } from './exam.ts';
import { benchFacets } from './facets.ts';
import { benchFigures } from './figures.ts';
import { benchFiles } from './files.ts';
import { benchImport } from './import.ts';
import { benchLinking } from './linking.ts';
import { benchList } from './list.ts';
import { benchNumbering } from './numbering.ts';
import { benchOcr } from './ocr.ts';
import { benchPageTexts } from './page-texts.ts';
import { benchRegisters } from './registers.ts';
import { benchRollUp } from './rollup.ts';
import { openScaleWorld, type ScaleWorld } from './scale-world.ts';
import { benchSearch } from './search.ts';
import { benchTiles } from './tiles.ts';

/* `npm run bench -- --only files,list,search,district,facets,rollup,figures,import,numbering,tiles,linking,ocr,texts,registers,exam [--items 1000000 --tenants 200 --largest 300000 --grants 100 --rows 20000 --numbers 10000 --images 20000 --pages 200000 --sheets 5 --readings 50000 --megabytes 500]` */
const { values } = parseArgs({
  options: {
    only: {
      type: 'string',
      default:
        'files,tiles,ocr,list,search,district,facets,rollup,figures,import,numbering,linking,texts,registers,exam',
    },
    megabytes: { type: 'string', default: '500' },
    items: { type: 'string', default: '1000000' },
    tenants: { type: 'string', default: '200' },
    largest: { type: 'string', default: '300000' },
    grants: { type: 'string', default: '100' },
    rows: { type: 'string', default: '20000' },
    numbers: { type: 'string', default: '10000' },
    images: { type: 'string', default: '20000' },
    pages: { type: 'string', default: '200000' },
    sheets: { type: 'string', default: '5' },
    readings: { type: 'string', default: '50000' },
    people: { type: 'string', default: '300' },
  },
});

const SUITES: Record<string, (world: ScaleWorld) => Promise<void>> = {
  list: benchList,
  search: benchSearch,
  district: benchDistrict,
  facets: benchFacets,
  rollup: benchRollUp,
  figures: benchFigures,
  import: (world) => benchImport(world, Number(values.rows)),
  numbering: (world) => benchNumbering(world, Number(values.numbers)),
  linking: (world) => benchLinking(world, Number(values.images)),
  texts: (world) => benchPageTexts(world, Number(values.pages)),
  registers: (world) => benchRegisters(world, Number(values.readings)),
};

/** These need no database with a million rows in it. */
const ALONE: Record<string, () => Promise<void>> = {
  files: () => benchFiles(Number(values.megabytes)),
  tiles: benchTiles,
  ocr: () => benchOcr(Number(values.sheets)),
  exam: () => benchExam(Number(values.people)),
};

let opened: ScaleWorld | null = null;
const openWorld = async (): Promise<ScaleWorld> => {
  opened ??= await openScaleWorld({
    items: Number(values.items),
    tenants: Number(values.tenants),
    largest: Number(values.largest),
    grants: Number(values.grants),
  });
  return opened;
};
try {
  for (const name of values.only.split(',')) {
    const [suite, alone] = [SUITES[name], ALONE[name]];
    if (alone) await alone();
    else if (suite) await suite(await openWorld());
    else throw new Error(`no suite ${name}: ${[...Object.keys(SUITES), ...Object.keys(ALONE)].join(', ')}`);
  }
} finally {
  await (opened as ScaleWorld | null)?.stop();
}
