import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { createDerivatives } from '@/server/imaging/derivatives';
import { answerImage } from '@/server/imaging/iiif-image';
import { makePage } from '../pages/make-page';
import { inTurn, report, reportTimes } from './measure.ts';

const RUNS = 60;
const TILE = 256;
const PREFIX = '/w/bench/view/token/iiif/3/';

/** A page at 300 dpi, as most scanners leave it. */
const largePage = async (): Promise<Buffer> =>
  sharp((await makePage('letter', 3)).image)
    .resize(2_480, 3_508)
    .jpeg({ quality: 88 })
    .toBuffer();

interface Tile {
  /** Pixels of the page for one of the tile. */
  scale: number;
  left: number;
  top: number;
}

/**
 * Tiles of a page as a reader asks for them, from the pyramid, against sharp that cuts the same tile from the same
 * step of the pyramid; then the same with the mark that is burnt in.
 */
export const benchTiles = async (): Promise<void> => {
  const root = mkdtempSync(path.join(tmpdir(), 'lantai-tiles-'));
  const derivatives = createDerivatives(root);
  try {
    const file = path.join(root, 'page.jpg');
    writeFileSync(file, await largePage());
    const began = performance.now();
    const source = await derivatives.pageOf(
      { tenantId: 1, fileId: 'bench-page', file: async () => file, mediaType: 'image/jpeg' },
      0,
    );
    report({ name: 'pyramid of a page at 300 dpi', value: performance.now() - began, unit: 'ms' });
    const tiles: Tile[] = source.levels.slice(0, 3).flatMap((level, step) =>
      Array.from({ length: 8 }, (_, index) => ({
        scale: 2 ** step,
        left: (index * 397) % Math.max(1, level.width - TILE),
        top: (index * 619) % Math.max(1, level.height - TILE),
      })),
    );
    const at = (run: number): Tile => tiles[run % tiles.length] ?? { scale: 1, left: 0, top: 0 };
    const urlOf = ({ scale, left, top }: Tile): string => {
      const region = [left, top, TILE, TILE].map((side) => side * scale).join(',');
      return `http://localhost${PREFIX}bench-page.1/${region}/${TILE},/0/default.jpg`;
    };
    for (const watermark of [null, ['方清越', '清河区档案局', '2026-11-21']]) {
      let [ours, theirs] = [0, 0];
      const times = await inTurn(
        RUNS,
        async () => {
          const answer = await answerImage(urlOf(at(ours)), PREFIX, source, watermark);
          if (answer.status !== 200) throw new Error(`the tile answered ${answer.status}`);
          ours += 1;
        },
        async () => {
          const { scale, left, top } = at(theirs);
          await sharp(source.pyramid, { page: Math.log2(scale) })
            .extract({ left, top, width: TILE, height: TILE })
            .jpeg()
            .toBuffer();
          theirs += 1;
        },
      );
      reportTimes(`tile of a page${watermark ? ' with a watermark' : ''}`, times, 'sharp alone on the same pyramid');
    }
  } finally {
    derivatives.close();
    rmSync(root, { recursive: true, force: true });
  }
};
