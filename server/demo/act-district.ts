import { answerTo } from './act-checklists.ts';
import type { Stage } from './cast.ts';

/* What the district's pages show: tiles where the bureau put them, and scores of what was closed. */

/** Every item of the list is judged before the inspection is closed; who is visited later does a little worse. */
export const scoreInspection = async (stage: Stage, inspector: string, inspectionId: string): Promise<void> => {
  const { list } = await stage.as(inspector).checklist.review({ inspectionId });
  for (const [at, item] of list.items.entries()) {
    await stage.as(inspector).checklist.answer({
      inspectionId,
      itemCode: item.code,
      rowVersion: 0,
      objectIds: item.needsPhoto ? [await stage.photograph(inspector, '现场.png')] : [],
      ...answerTo(item, at + (item.code.length % 2)),
    });
  }
};

/** A line of the grid after the other, with a gap where the river is. */
export const actTiles = async (stage: Stage, login: string): Promise<void> => {
  const { tiles, rowVersion } = await stage.as(login).district.cartogram({});
  await stage.as(login).district.arrangeTiles({
    rowVersion,
    tiles: tiles.flatMap(({ slug }, at) =>
      slug ? [{ slug, column: (at % 3) + 1 + (at > 1 ? 1 : 0), row: Math.floor(at / 3) + 1 }] : [],
    ),
  });
};
