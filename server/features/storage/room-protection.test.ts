import { beforeEach, expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow } from '@/db/testing/factories/inspection';
import { makePerson, makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { protectionsOf } from '@/server/domain/storage/protection-vocabulary';

let archives: TestTenant;
let stranger: TestTenant;
beforeEach(async () => {
  [archives, stranger] = [await makeTenant('repository'), await makeTenant('repository')];
});

const said = (item: string, standing: string, over: object = {}) => ({
  code: 'protection',
  values: { item, room: '一号库', standing, validFrom: dayFromNow(-9), ...over },
});
const device = (type: string, room: string, over: object = {}) => ({
  code: 'equipment',
  values: { commissionedOn: dayFromNow(-40), type, model: `${type} 甲型`, quantity: 2, nature: 'added', room, ...over },
});

it('reads what a device serves from its type, and from what somebody wrote instead', () => {
  expect(protectionsOf('camera', '')).toEqual(['theft']);
  expect(protectionsOf('other', '防火、防水')).toEqual(['fire', 'water']);
  expect(protectionsOf('camera', '防火')).toEqual(['fire']);
  expect(protectionsOf('server', '')).toEqual([]);
});

it('ties devices and findings to rooms, and shows what is not covered', async () => {
  const { register, storage } = callEach(archives);
  await register.enter(said('light', 'complete', { means: '遮光窗帘' }));
  await register.enter(said('water', 'missing', { wanted: '挡水板' }));
  await register.enter(device('camera', '一号库门口'));
  await register.enter(device('leak_detector', '一号库'));
  await register.enter(device('gas_extinguisher', '一号库', { retiredOn: dayFromNow(-1) }));
  await register.enter(device('air_conditioner', '机房'));
  await register.enter({
    code: 'room_climate',
    values: { readOn: dayFromNow(-1), room: '一号库', temperature: 27, humidity: 50 },
  });
  await register.enter({
    code: 'alarm',
    values: { alarmedOn: dayFromNow(-2), place: '一号库', kind: 'fire', isFalse: true },
  });
  await register.enter({ code: 'alarm', values: { alarmedOn: dayFromNow(-2), place: '一号库', kind: 'water' } });

  const view = await storage.protections();
  const [room] = view.rooms;
  const standing = Object.fromEntries((room?.cells ?? []).map((cell) => [cell.protection, cell.standing]));
  // A device does not outweigh what somebody found on looking; one out of service protects nothing.
  expect(standing).toMatchObject({ theft: 'covered', light: 'covered', water: 'uncovered', fire: 'uncovered' });
  expect(view.uncovered).toBe(8);
  expect(room).toMatchObject({ room: '一号库', climate: { temperature: 27, isBeyond: true }, alarms: 1 });
  expect(view.elsewhere).toMatchObject([{ place: '机房' }]);
  expect((await callEach(stranger).storage.protections()).rooms).toEqual([]);
  const guest = await makePerson(archives.id, ['sys_admin']);
  expect(await refused(callEach(archives, guest).storage.protections())).toBe('FORBIDDEN');
});
