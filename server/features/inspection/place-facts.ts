import type { GrantDb, TenantDb } from '@/db/client';
import { findBoxEvidence, findLastReading, findPlaceEvidence } from '@/db/queries/granted-place.queries';
import type { PinnedFacts, PinnedPlaceRef } from '@/server/domain/inspection/finding';

/* 库房, 库位 and 盒 in the words in which they are printed; what is empty is left out. */

const LEVEL_WORD: Readonly<Record<string, string>> = {
  room: '库房',
  area: '区',
  row: '列',
  section: '节',
  shelf: '柜架',
  layer: '层',
  side: '面',
};
const KIND_WORD: Readonly<Record<string, string>> = {
  permanent: '档案库房',
  special: '特藏库房',
  library: '资料库房',
  other: '其他用房',
};

const fact = (label: string, value: string | null | undefined) => (value ? [{ label, value }] : []);
const signed = (name: string | null, on: string | null): string => [name, on].filter(Boolean).join(' ');

const factsOfBox = async (db: GrantDb | TenantDb, tenantId: number, id: string): Promise<PlaceFacts | null> => {
  const box = await findBoxEvidence(db, tenantId, id);
  if (!box) return null;
  return {
    label: box.label,
    facts: [
      ...fact('档案盒', box.label),
      ...fact('存放位置', box.place ?? '未上架'),
      ...fact('盒脊厚度', `${box.spineMm} 毫米`),
      ...fact('盒内情况', box.situation),
      ...fact('整理人', signed(box.arranger, box.arrangedOn)),
      ...fact('检查人', signed(box.checker, box.checkedOn)),
      ...(box.state === 'active' ? [] : fact('盒的状态', '已停用')),
    ],
  };
};

export interface PlaceFacts {
  label: string;
  facts: PinnedFacts;
}

/**
 * What the unit's own books say of a place or a box, null where there is none of that id to be read. A room brings its
 * newest reading along where readings are open to who asks.
 */
export const factsOfPlace = async (
  db: GrantDb | TenantDb,
  tenantId: number,
  { kind, id }: PinnedPlaceRef,
): Promise<PlaceFacts | null> => {
  if (kind === 'box') return factsOfBox(db, tenantId, id);
  const place = await findPlaceEvidence(db, tenantId, id);
  if (!place) return null;
  const reading = await findLastReading(db, tenantId, place.code.split('-')[0] ?? place.code);
  const climate = reading ? `${reading.on} ${reading.temperature ?? '—'} ℃ ${reading.humidity ?? '—'}%` : null;
  return {
    label: [place.code, place.name].filter(Boolean).join(' '),
    facts: [
      ...fact('库位编码', place.code),
      ...fact('名称', place.name),
      ...fact('类别', LEVEL_WORD[place.level]),
      ...fact('用途', place.roomKind === null ? null : KIND_WORD[place.roomKind]),
      ...fact('面积', place.areaM2 === null ? null : `${place.areaM2} 平方米`),
      ...fact('容量', place.capacityMm === null ? null : `${place.capacityMm} 毫米`),
      ...fact('使用状态', place.state === 'active' ? '在用' : '已停用'),
      ...fact('最近温湿度', climate),
    ],
  };
};
