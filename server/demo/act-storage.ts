import { v7 as uuidv7 } from 'uuid';
import { plusDays } from '@/db/demo/calendar';
import type { PlaceView } from '@/server/domain/storage/place';
import type { Stage } from './cast.ts';

/** Layers that can take boxes, in their order. */
const layersOf = async (stage: Stage, login: string, parentId: string): Promise<PlaceView[]> => {
  const found: PlaceView[] = [];
  for (const place of await stage.as(login).storage.places({ parentId }))
    found.push(...(place.ownCapacityMm === null ? await layersOf(stage, login, place.id) : [place]));
  return found;
};

const packYear = async (stage: Stage, login: string, fondsId: string, filingYear: number): Promise<string[]> => {
  const input = { fondsId, categoryCode: 'WS', filingYear };
  const preview = await stage.as(login).storage.packPreview(input);
  if (preview.boxes.length === 0) return [];
  return (await stage.as(login).storage.packYear({ ...input, stamp: preview.stamp })).boxIds;
};

/** Puts box after box on the shelves, a layer at a time; what finds no room stays in front of them. */
const shelve = async (stage: Stage, login: string, boxIds: readonly string[], layers: readonly PlaceView[]) => {
  const perLayer = 20;
  for (const [index, layer] of layers.entries()) {
    const batch = boxIds.slice(index * perLayer, (index + 1) * perLayer);
    if (batch.length > 0) await stage.as(login).storage.shelveBoxes({ boxIds: batch, placeId: layer.id });
  }
};

/** A stock-take of the room: one box stands on the wrong layer, one label is from elsewhere, one box is not there. */
const takeStock = async (stage: Stage, login: string, room: PlaceView, layers: readonly PlaceView[]) => {
  const year = stage.today.slice(0, 4);
  const take = await stage
    .as(login)
    .storage.startStockTake({ title: `${year}年度库房清点`, placeId: room.id, plannedOn: stage.today });
  const [home, other] = layers;
  if (!home || !other) return;
  const at = `${stage.today}T02:00:00.000Z`;
  const scans: { id: string; label: string; place: string; at: string }[] = [];
  for (const layer of layers) {
    const { rows } = await stage.as(login).storage.boxes({ placeId: layer.id, limit: 200 });
    for (const [index, box] of rows.entries()) {
      const isAstray = layer.id === home.id && index === 1;
      const isAway = layer.id === home.id && index === 2;
      if (!isAway) scans.push({ id: uuidv7(), label: box.label, place: isAstray ? other.label : layer.label, at });
    }
  }
  scans.push({ id: uuidv7(), label: 'B0-000017', place: home.label, at });
  await stage.as(login).storage.recordScans({ stockTakeId: take.id, scans: scans.slice(-200) });
};

const ORGS = [
  ['BGS', '办公室'],
  ['DJB', '党建办'],
  ['DZB', '党政办'],
  ['FZB', '法治办'],
  ['JJB', '经济发展办'],
  ['NYB', '农业农村办'],
] as const;

/** 内设机构 behind the organisations that the codes name, so that boxes and spines say them in words. */
export const actOrgNames = async (stage: Stage, login: string): Promise<void> => {
  const standing = new Set((await stage.as(login).filing.departments()).map((department) => department.code));
  for (const [code, name] of ORGS) if (!standing.has(code)) await stage.as(login).filing.addDepartment({ code, name });
};

/** 库房 of a unit: a room with a rack, two years in boxes on the shelves, one box lent, a stock-take under way. */
export const actStorage = async (stage: Stage, login: string): Promise<void> => {
  const [fonds] = await stage.as(login).archive.fonds();
  if (!fonds) return;
  const setting = await stage.as(login).storage.setting();
  await stage.as(login).storage.saveSetting({ ...setting, pagesIfUnknown: 6 });
  const room = await stage
    .as(login)
    .storage.createPlace({ level: 'room', number: '1', name: '一号库', roomKind: 'permanent', areaM2: 42.5 });
  await stage
    .as(login)
    .storage.createPlace({ level: 'room', number: '2', name: '专业档案库', roomKind: 'special', areaM2: 28 });
  await stage.as(login).storage.createRack({
    parentId: room.id,
    name: '密集架一组',
    kind: 'compact',
    firstRow: 1,
    rows: 3,
    sections: 2,
    layers: 5,
    layerMm: 900,
    groups: 1,
    volumeM3: 12.6,
  });
  const year = Number(stage.today.slice(0, 4));
  const boxIds = [
    ...(await packYear(stage, login, fonds.id, year - 2)),
    ...(await packYear(stage, login, fonds.id, year - 3)),
  ];
  const layers = await layersOf(stage, login, room.id);
  // The newest box waits to be shelved, as it does in every archive room.
  await shelve(stage, login, boxIds.slice(0, -1), layers);
  const [first] = boxIds;
  if (first) {
    const { box } = await stage.as(login).storage.boxById({ id: first });
    await stage.as(login).storage.updateBox({
      id: first,
      rowVersion: box.rowVersion,
      spineMm: box.spineMm,
      situation: '本盒文件齐全，第2件附件另装。',
      arranger: '沈某',
      arrangedOn: plusDays(stage.today, -40),
      checker: '周某',
      checkedOn: plusDays(stage.today, -38),
    });
    await stage.as(login).storage.giveOut({
      kind: 'box',
      id: first,
      holderName: '陈某',
      holderUnit: '经济发展办公室',
      purpose: '编写年鉴',
      dueOn: plusDays(stage.today, 10),
    });
  }
  await takeStock(stage, login, room, layers);
  await stage
    .as(login)
    .archive.savePrintSetting({ form: 'box_labels', paper: 'A4', format: 'pdf', offsetXMm: 0, offsetYMm: 0.5 });
};
