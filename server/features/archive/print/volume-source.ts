import type { PrintRow } from '@/db/queries/archive-print.queries';
import { AppError } from '@/server/domain/shared/app-error';
import { conditionsOf, type PrintSteps, readRows } from './print-source.ts';

const AT_ONCE = 100;

/** A volume with what its sheets have to say of its inside. */
export interface PrintedVolume {
  volume: PrintRow;
  pieces: number;
  pages: number;
  /** Eight digits each; from what lies inside where the volume itself names no days. */
  from: string;
  to: string;
}

const within = (volume: PrintRow, inside: readonly PrintRow[]): PrintedVolume => {
  const days = inside
    .map((row) => (row.documentDate ?? '').replace(/[[\]]/g, ''))
    .filter(Boolean)
    .sort();
  return {
    volume,
    pieces: inside.length,
    pages: inside.reduce((sum, row) => sum + (row.pageCount ?? 0), 0) || (volume.pageCount ?? 0),
    from: volume.startDate ?? days[0] ?? volume.documentDate ?? '',
    to: volume.endDate ?? days.at(-1) ?? '',
  };
};

/** The volumes that were asked for, in the order of their codes, counted with what lies in them. */
export const readVolumes = async (steps: PrintSteps, levels: readonly string[]): Promise<PrintedVolume[]> => {
  const volumes = await readRows(steps, conditionsOf(steps.payload, levels));
  if (volumes.length === 0) throw new AppError('PRINT_NOTHING', 'no volume fits');
  const all: PrintedVolume[] = [];
  for (let from = 0; from < volumes.length; from += AT_ONCE) {
    const some = volumes.slice(from, from + AT_ONCE);
    const inside = new Map<string, PrintRow[]>(some.map(({ id }) => [id, []]));
    for (const row of await readRows(steps, { parentIds: some.map(({ id }) => id) }))
      inside.get(row.parentId ?? '')?.push(row);
    all.push(...some.map((volume) => within(volume, inside.get(volume.id) ?? [])));
  }
  return all;
};
