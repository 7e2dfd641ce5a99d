import type { Stage } from '@/server/demo/cast';

/** A unit that has taught the reader of its workbooks a word and a heading. */
export const addImportLife = async (stage: Stage, slug: string): Promise<void> => {
  const { archive } = stage.as(`${slug}.arch`);
  const { rows } = await archive.imports({ limit: 1 });
  const [batch] = rows;
  if (batch?.state !== 'previewed') return;
  await archive.remapImport({
    batchId: batch.id,
    columns: [{ header: '责任者', field: null }],
    defaults: { orgCode: 'DZB' },
    words: [{ typed: '长久', retentionCode: 'CQ' }],
  });
};
