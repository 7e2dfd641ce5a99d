import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { FondsPrintRow, PrintRow } from '@/db/queries/archive-print.queries';
import { categoryNamer } from '@/server/domain/fonds/category-settings';
import { pour } from './export-fonds.ts';
import { type DescribedRow, writeEad3, xmlText } from './fonds-ead3.ts';

const fonds: FondsPrintRow = {
  id: '00000000-0000-7000-8000-000000000001',
  number: 'B028',
  name: '柳溪镇人民政府',
  kind: 'ORG',
  startedOn: null,
  closedOn: null,
  isOfficial: true,
  holdings: [],
  relations: null,
  history: null,
  changes: [],
  yearFrom: null,
  yearTo: null,
  rooms: [],
};
const nameOf = categoryNamer([]);
const row = (index: number): PrintRow => ({
  id: String(index),
  fondsId: fonds.id,
  referenceCode: `B028-WS·2023-Y-${index}`,
  codeSort: String(index),
  level: 'piece',
  categoryCode: 'WS',
  subcategoryCode: null,
  filingYear: 2000 + Math.floor(index / 20_000),
  retentionCode: 'Y',
  orgCode: null,
  itemNumber: index,
  catalogueNumber: null,
  fileNumber: null,
  pageNumber: null,
  title: `关于第${index}号事项的通知`,
  responsibleParty: '柳溪镇人民政府',
  documentNumber: null,
  documentDate: '20230506',
  startDate: null,
  endDate: null,
  pageCount: 3,
  boxNumber: '001',
  remarks: null,
  details: {},
  parentId: null,
});

async function* many(count: number): AsyncGenerator<DescribedRow> {
  for (let index = 0; index < count; index += 1) yield { row: row(index), children: [] };
}

describe('an EAD3 export', () => {
  it('passes 300,000 records through without growing', async () => {
    const before = process.memoryUsage().heapUsed;
    let highest = 0;
    let records = 0;
    const sink = new Writable({
      highWaterMark: 64 * 1024,
      write: (chunk: Buffer, _encoding, next) => {
        records += chunk.includes('level="item"') ? 1 : 0;
        if (records % 20_000 === 0) highest = Math.max(highest, process.memoryUsage().heapUsed - before);
        setImmediate(next);
      },
    });
    const ended = new Promise((resolve) => sink.on('finish', resolve));
    await pour(writeEad3(fonds, '档案馆', '2026-11-21T00:00:00Z', many(300_000), nameOf), sink);
    await ended;
    expect(records).toBeGreaterThan(200_000);
    expect(highest).toBeLessThan(150 * 1024 * 1024);
  }, 60_000);

  it('closes what it opens, also for an empty fonds', async () => {
    for (const count of [0, 1, 45_000]) {
      let opened = 0;
      for await (const piece of writeEad3(fonds, '档案馆', '2026-11-21T00:00:00Z', many(count), nameOf))
        opened += (piece.match(/<c /g)?.length ?? 0) - (piece.match(/<\/c>/g)?.length ?? 0);
      expect(opened).toBe(0);
    }
  });

  it('leaves out what XML cannot hold', () => {
    expect(xmlText('a\u0000<b>&"\uFFFE\u{20000}')).toBe('a&lt;b&gt;&amp;&quot;\u{20000}');
  });
});
