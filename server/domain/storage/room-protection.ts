import { z } from 'zod';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import {
  type EquipmentType,
  PROTECTIONS,
  type Protection,
  protectionsOf,
  STANDINGS,
  type Standing,
} from './protection-vocabulary.ts';

/** 十防: which device and which statement protects which room against what, and what protects it against nothing. */
export const protectionDevice = z.object({
  entryId: uuid,
  model: z.string(),
  quantity: z.number().int(),
  since: isoDate,
});
export const protectionCell = z.object({
  protection: z.enum(PROTECTIONS),
  standing: z.enum(STANDINGS),
  devices: z.array(protectionDevice),
  /** What somebody found on looking, newest first: it outweighs the devices. */
  statements: z.array(
    z.object({ entryId: uuid, standing: z.string(), means: z.string(), wanted: z.string(), foundOn: isoDate }),
  ),
});
export type ProtectionCell = z.infer<typeof protectionCell>;

export const roomProtectionView = z.object({
  room: z.string(),
  cells: z.array(protectionCell),
  /** The last reading of two months, with what lies beyond its limits. */
  climate: z
    .object({
      readOn: isoDate,
      temperature: z.number().nullable(),
      humidity: z.number().nullable(),
      isBeyond: z.boolean(),
    })
    .nullable(),
  lastEntryOn: isoDate.nullable(),
  fire: z.object({ checkedOn: isoDate, faulty: z.number().int(), testedUntil: isoDate.nullable() }).nullable(),
  /** Of the last thirty days, without false ones. */
  alarms: z.number().int(),
});
export type RoomProtectionView = z.infer<typeof roomProtectionView>;
export const roomProtectionsView = z.object({
  rooms: z.array(roomProtectionView),
  uncovered: z.number().int(),
  /** Devices whose place names no room. */
  elsewhere: z.array(protectionDevice.extend({ place: z.string() })),
});
export type RoomProtectionsView = z.infer<typeof roomProtectionsView>;

export interface DeviceFacts {
  entryId: string;
  type: string;
  model: string;
  quantity: number;
  place: string;
  serves: string;
  since: string;
}
export interface StatementFacts {
  entryId: string;
  room: string;
  item: string;
  standing: string;
  means: string;
  wanted: string;
  foundOn: string;
}

/** The items of the register, finer than the ten: sunlight has two, harmful organisms three. */
const PROTECTION_OF_ITEM: Readonly<Record<string, Protection>> = {
  fire: 'fire',
  theft: 'theft',
  water: 'water',
  damp: 'damp',
  temperature: 'temperature',
  light: 'light',
  ultraviolet: 'light',
  dust: 'dust',
  gas: 'gas',
  organisms: 'organisms',
  mould: 'organisms',
  insect: 'organisms',
  magnetism: 'magnetism',
};

const standingOf = (devices: readonly unknown[], statements: readonly StatementFacts[]): Standing => {
  if (statements.some(({ standing }) => standing === 'missing')) return 'uncovered';
  if (statements.some(({ standing }) => standing === 'partly')) return 'partly';
  return devices.length > 0 || statements.length > 0 ? 'covered' : 'uncovered';
};

const deviceView = ({ entryId, model, quantity, since }: DeviceFacts) => ({ entryId, model, quantity, since });

/** A device stands in a room when its place begins with the room's name: 一号库东墙 is in 一号库. */
const isIn = (place: string, room: string): boolean => place.trim().startsWith(room);

/** One room against each of the ten. */
export const cellsOfRoom = (
  room: string,
  devices: readonly DeviceFacts[],
  statements: readonly StatementFacts[],
): ProtectionCell[] =>
  PROTECTIONS.map((protection) => {
    const serving = devices.filter(
      ({ place, type, serves }) =>
        isIn(place, room) && protectionsOf(type as EquipmentType, serves).includes(protection),
    );
    const said = statements.filter((one) => one.room.trim() === room && PROTECTION_OF_ITEM[one.item] === protection);
    return {
      protection,
      standing: standingOf(serving, said),
      devices: serving.map(deviceView),
      statements: said.map(({ entryId, standing, means, wanted, foundOn }) => ({
        entryId,
        standing,
        means,
        wanted,
        foundOn,
      })),
    };
  });

export const devicesElsewhere = (rooms: readonly string[], devices: readonly DeviceFacts[]) =>
  devices
    .filter(({ place, type, serves }) => {
      const isSafety = protectionsOf(type as EquipmentType, serves).length > 0;
      return isSafety && !rooms.some((room) => isIn(place, room));
    })
    .map((device) => ({ ...deviceView(device), place: device.place }));
