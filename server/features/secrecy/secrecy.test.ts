import { beforeAll, expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import { makePerson, makeTenant, type TestPerson, type TestTenant } from '@/db/testing/factories/tenancy';

let unit: TestTenant;
let stranger: TestTenant;
let staff: TestPerson;
const letter = {
  version: '2026版',
  title: '保密承诺书',
  rules: ['不该说的不说', '不该问的不问'],
  heads: ['遵守保密法律法规'],
  issuedOn: '2026-01-05',
};

beforeAll(async () => {
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  staff = await makePerson(unit.id, ['unit_dept'], '何静');
});

it('is issued by version, signed by name and from paper, and says who has not signed', async () => {
  const keeper = async () => (await callAs(unit)).secrecy;
  const { letterId } = await (await keeper()).issueLetter(letter);
  await expect((await keeper()).issueLetter(letter)).rejects.toThrow('ALREADY_EXISTS');
  await expect((await keeper()).issueLetter({ ...letter, version: '绝密版' })).rejects.toThrow(
    'CLASSIFIED_CONTENT_REFUSED',
  );
  const names = async (hasSigned: boolean) =>
    (await (await keeper()).signers({ letterId, hasSigned })).rows.map((row) => row.name);
  const all = await names(false);
  expect(all).toContain('何静');

  const own = async () => (await callAs(unit, staff)).secrecy;
  expect((await (await own()).letter({ letterId })).ownSignedOn).toBeNull();
  await expect((await own()).signLetter({ letterId, typedName: '何 静' })).rejects.toThrow('LETTER_NAME_DIFFERS');
  const { entryId } = await (await own()).signLetter({ letterId, typedName: '何静' });
  await expect((await own()).signLetter({ letterId, typedName: '何静' })).rejects.toThrow('ALREADY_EXISTS');
  expect(await names(true)).toEqual(['何静']);
  expect(await names(false)).toEqual(all.filter((name) => name !== '何静'));
  const { entry } = await (await callAs(unit)).register.entry({ entryId });
  expect(entry).toMatchObject({
    code: 'commitment',
    values: { person: '何静', version: '2026版', rules: 2, heads: 1 },
  });

  await (await keeper()).enterSignature({ letterId, person: '外包员', signedOn: '2026-01-06', role: 'vendor' });
  const { rows } = await (await keeper()).letters({});
  expect(rows).toMatchObject([{ version: '2026版', signed: 2, unsigned: all.length - 1, ruleCount: 2, headCount: 1 }]);
  await (await callAs(unit)).register.void({ entryId, rowVersion: 1, reason: '误签' });
  expect(await names(false)).toEqual(all);

  const theirs = async () => (await callAs(stranger)).secrecy;
  const typedName = stranger.worker.displayName;
  await expect((await theirs()).letter({ letterId })).rejects.toThrow('NOT_FOUND');
  await expect((await theirs()).signers({ letterId, hasSigned: true })).rejects.toThrow('NOT_FOUND');
  await expect((await theirs()).signLetter({ letterId, typedName })).rejects.toThrow('NOT_FOUND');
  const paper = { letterId, person: '何静', signedOn: '2026-01-06' };
  await expect((await theirs()).enterSignature(paper)).rejects.toThrow('NOT_FOUND');
  expect((await (await callAs(stranger)).secrecy.letters({})).rows).toEqual([]);
  await expect((await own()).issueLetter({ ...letter, version: '2027版' })).rejects.toThrow('FORBIDDEN');
});
