import type { TenantDb } from '@/db/client';
import {
  countAlarms,
  listDevices,
  listLastEntries,
  listLastFireChecks,
  listLastReadings,
  listProtectedRooms,
  listProtectionStatements,
} from '@/db/queries/room-protection.queries';
import { roomClimate } from '@/server/domain/register/registers/room-climate';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { PROTECTIONS, type Standing } from '@/server/domain/storage/protection-vocabulary';
import {
  cellsOfRoom,
  devicesElsewhere,
  type RoomProtectionsView,
  roomProtectionsView,
} from '@/server/domain/storage/room-protection';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

/** The limits of the register of temperature and humidity: a reading is judged here as it is there. */
const isBeyond = (reading: { temperature: number | null; humidity: number | null }): boolean =>
  (roomClimate.limits ?? []).some(({ field, min, max }) => {
    const value = field === 'temperature' ? reading.temperature : reading.humidity;
    return value !== null && ((min !== undefined && value < min) || (max !== undefined && value > max));
  });

/**
 * 十防一览: every room against every protection, from the devices in it and from what somebody found, with climate, fire,
 * doors and alarms beside it. Where no device reports by itself, people enter it in the registers.
 */
export const readRoomProtections = async (tdb: TenantDb, scope: TenantScope): Promise<RoomProtectionsView> => {
  const { tenantId } = scope;
  const rooms = await listProtectedRooms(tdb, tenantId);
  const devices = await listDevices(tdb, tenantId);
  const statements = await listProtectionStatements(tdb, tenantId);
  const readings = new Map((await listLastReadings(tdb, tenantId)).map((row) => [row.room.trim(), row]));
  const entries = new Map((await listLastEntries(tdb, tenantId)).map((row) => [row.room, row.enteredOn]));
  const checks = await listLastFireChecks(tdb, tenantId);
  const alarms = await countAlarms(tdb, tenantId);
  const rows = rooms.map((room) => {
    const climate = readings.get(room);
    const [fire] = checks
      .filter((one) => one.place.trim().startsWith(room))
      .sort((a, b) => (a.checkedOn < b.checkedOn ? 1 : -1));
    return {
      room,
      cells: cellsOfRoom(room, devices, statements),
      climate: climate ? { ...climate, isBeyond: isBeyond(climate) } : null,
      lastEntryOn: entries.get(room) ?? null,
      fire: fire ?? null,
      alarms: alarms.filter((one) => one.place.trim().startsWith(room)).reduce((sum, one) => sum + one.alarms, 0),
    };
  });
  return roomProtectionsView.parse({
    rooms: rows,
    uncovered: rows.reduce((sum, row) => sum + row.cells.filter((cell) => cell.standing === 'uncovered').length, 0),
    elsewhere: devicesElsewhere(rooms, devices),
  });
};

const WORDS = {
  fire: '防火',
  theft: '防盗',
  damp: '防潮',
  water: '防水',
  light: '防日光紫外线',
  dust: '防尘',
  gas: '防污染',
  organisms: '防有害生物',
  temperature: '防高温低温',
  magnetism: '防磁',
} as const;
const STANDING: Readonly<Record<Standing, string>> = { covered: '齐备', partly: '部分', uncovered: '缺' };

export const exportRoomProtections = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
): Promise<FileReference> => {
  const { rooms } = await readRoomProtections(tdb, scope);
  return exportTable(tdb, scope, objects, {
    action: 'storage.exportProtections',
    objectKind: 'storage_place',
    fileName: `库房十防一览_${scope.tenantName}.xlsx`,
    sheetName: '十防一览',
    columns: [
      { heading: '库房', width: 18 },
      ...PROTECTIONS.map((protection) => ({ heading: WORDS[protection], width: 14 })),
      { heading: '温度℃', width: 8 },
      { heading: '湿度%', width: 8 },
      { heading: '最近消防检查', width: 14 },
      { heading: '三十天报警', width: 12 },
    ],
    rows: rooms.map((row) => [
      row.room,
      ...row.cells.map((cell) =>
        [STANDING[cell.standing], cell.devices.map((device) => device.model).join('、')].filter(Boolean).join('：'),
      ),
      row.climate?.temperature ?? null,
      row.climate?.humidity ?? null,
      row.fire?.checkedOn ?? null,
      row.alarms,
    ]),
  });
};
