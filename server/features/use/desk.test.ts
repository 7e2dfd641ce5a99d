import exceljs from 'exceljs';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { insertItem } from '@/db/testing/factories/figure-plant-rows';
import { makePerson, makeTenant, type TestPerson, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { addDays } from '@/server/domain/shared/working-days';
import { ageGroupOn, isIdCard, tailOfId } from '@/server/domain/use/reader-identity';
import { remindOfUse } from '@/server/features/use/remind';
import { readObject } from '@/server/objects/read-object';

type Api = Awaited<ReturnType<typeof callAs>>;
type VisitForm = Parameters<Api['use']['registerVisit']>[0];

const CARD = '11010519491231002X';
let archives: TestTenant;
let stranger: TestTenant;
let director: TestPerson;
let fondsId: string;
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

beforeAll(async () => {
  stranger = await makeTenant('repository');
});
beforeEach(async () => {
  archives = await makeTenant('repository');
  director = await makePerson(archives.id, ['archives_director'], '馆长甲');
  fondsId = (await makeFonds(archives, { number: 'A001' })).id;
});

const as = async (person: TestPerson = archives.worker) => callAs(archives, person);
const record = async (fields: Parameters<typeof insertItem>[3] = {}, tenant = archives): Promise<string> => {
  const owner = {
    tenantId: tenant.id,
    accountId: tenant.worker.accountId,
    nextSubject: () => 0,
    administer: async () => undefined,
  };
  const ownFonds = tenant === archives ? fondsId : (await makeFonds(tenant, { number: uuidv7().slice(-8) })).id;
  return withTenantDb(await testPools(), scopeOf(tenant), (tdb) =>
    insertItem(tdb, owner, ownFonds, { state: 'filed', openFlag: 'open', ...fields }),
  );
};
const visit = (over: Partial<VisitForm> = {}): VisitForm => ({
  visitedOn: today,
  visitorName: '李某某',
  purpose: 'proof',
  subject: '婚姻登记',
  result: 'found',
  ...over,
});
const register = async (over: Partial<VisitForm> = {}) => (await as()).use.registerVisit(visit(over));

describe('identity papers', () => {
  it('are checked, and show only their last signs', () => {
    expect(isIdCard(CARD)).toBe(true);
    expect(isIdCard('110105194912310021')).toBe(false);
    expect(isIdCard('11010519491331002X')).toBe(false);
    expect(tailOfId(CARD)).toBe('002X');
    expect(tailOfId('A12')).toBe('2');
    expect(ageGroupOn(CARD, '2026-11-22')).toBe('from_60');
    expect(ageGroupOn('110105200811230000', '2026-11-22')).toBe('under_18');
    expect(ageGroupOn('110105200811220000', '2026-11-22')).toBe('from_18');
  });

  it('are known again, and their number stands nowhere in the database', async () => {
    const first = await (await as()).use.identifyReader({ idKind: 'id_card', idNumber: ' 110105 19491231 002x ' });
    expect(first).toMatchObject({ idTail: '002X', ageGroup: 'from_60', known: null });
    const paper = { idKind: 'id_card', idTail: first.idTail, fingerprint: first.fingerprint } as const;
    const made = await register({ paper, contact: '13900001111', visitorKind: 'citizen' });
    const again = await (await as()).use.identifyReader({ idKind: 'id_card', idNumber: CARD });
    expect(again.known).toMatchObject({ name: '李某某', visits: 1, lastOn: today, contact: '13900001111' });
    const other = await callAs(stranger);
    const elsewhere = await other.use.identifyReader({ idKind: 'id_card', idNumber: CARD });
    expect(elsewhere.known).toBeNull();
    expect(elsewhere.fingerprint).not.toBe(first.fingerprint);
    await expect((await as()).use.identifyReader({ idKind: 'id_card', idNumber: '123' })).rejects.toThrow('BAD_INPUT');

    const admin = await testAdmin();
    const { rows: tables } = await admin.query<{ name: string }>(
      "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
    );
    for (const { name } of tables) {
      const { rows } = await admin.query(`select 1 from ${name} t where t::text ilike '%${CARD}%' limit 1`);
      expect(rows, name).toEqual([]);
    }
    const lead = await (await as(await makePerson(archives.id, ['archives_reviewer']))).use.visit({ visitId: made.id });
    expect(lead.reader).toMatchObject({ idTail: '002X', contact: '139****11' });
    expect(JSON.stringify(lead)).not.toContain(first.fingerprint);
  });
});

describe('what may be used', () => {
  it('is open records for everybody, the rest with consent, the delayed not before its day', async () => {
    const [open, controlled] = [await record(), await record({ openFlag: 'controlled', level: 'volume' })];
    const lines = [{ itemId: open, copy: { pages: 3, copies: 2 } }, { itemId: controlled }];
    await expect(register({ lines })).rejects.toThrow('USE_NEEDS_APPROVAL');
    expect((await (await as()).use.visits({})).rows).toEqual([]);
    const made = await register({ lines, approval: { byName: '馆长甲' } });
    expect(made).toMatchObject({ volumeCount: 1, itemCount: 1, copiedPages: 6, services: ['copying'] });
    const { lines: kept } = await (await as()).use.visit({ visitId: made.id });
    expect(kept.map((line) => [line.basis, line.unit, line.state])).toEqual([
      ['open_records', 'piece', 'delivered'],
      ['consent', 'volume', 'delivered'],
    ]);
    const life = (await (await as()).archive.history({ id: open, kind: 'use' })).rows;
    expect(life.map((entry) => [entry.action, entry.subject]).sort()).toEqual([
      ['use.copied', '3 × 2'],
      ['use.provided', '婚姻登记'],
    ]);
    expect(JSON.stringify(life)).not.toContain('李某某');

    const delayed = await record({ openFlag: 'delayed' });
    await (await testAdmin()).query(
      `with made as (insert into opening_decision (tenant_id, id, decision_number, outcome, reason_code, delayed_until, decided_on, selection, state, created_by, created_by_name)
         values ($1, $2, '1', 'delayed', 'OTHER', $3, '2026-01-01', '{}', 'done', $4, '何某') returning tenant_id, id)
       insert into opening_decision_item (tenant_id, decision_id, item_id, flag_before) select tenant_id, id, $5, 'unreviewed' from made`,
      [archives.id, uuidv7(), addDays(today, 1), archives.worker.accountId, delayed],
    );
    expect(await (await as()).use.checkUse({ itemId: delayed })).toMatchObject({
      reading: 'refused',
      basis: 'closed_until',
      until: addDays(today, 1),
    });
    const asked = { lines: [{ itemId: delayed }], approval: { byName: '馆长甲' } };
    await expect(register(asked)).rejects.toThrow('USE_REFUSED');
    const refused = await register({ ...asked, result: 'not_found', lines: [{ itemId: delayed, isRefused: true }] });
    expect(refused).toMatchObject({ itemCount: 0, sought: '婚姻登记', soughtState: 'open', effectAskOn: null });
    await (await testAdmin()).query('update opening_decision set delayed_until = $2 where tenant_id = $1', [
      archives.id,
      addDays(today, -1),
    ]);
    expect(await (await as()).use.checkUse({ itemId: delayed })).toMatchObject({ reading: 'approval', isDue: true });
  });

  it('is restricted to the persons of a list, copies by approval only, for what lies in a volume too', async () => {
    const volume = await record({ level: 'volume' });
    const inside = await record({ parentId: volume });
    const api = await as();
    const set = await api.effect.setRestriction({ itemId: volume, persons: ['王某某'], reason: '涉及个人信息' });
    await expect((await as()).effect.setRestriction({ itemId: volume, persons: [], reason: '再' })).rejects.toThrow(
      'ALREADY_EXISTS',
    );
    await expect(register({ lines: [{ itemId: inside }] })).rejects.toThrow('USE_REFUSED');
    const listed = { visitorName: '王某某' };
    await register({ ...listed, lines: [{ itemId: inside }] });
    const copy = [{ itemId: inside, copy: { pages: 1 } }];
    await expect(register({ ...listed, lines: copy })).rejects.toThrow('USE_NEEDS_APPROVAL');
    await register({ ...listed, lines: copy, approval: { byName: '馆长甲' } });
    const lift = { restrictionId: set.id, rowVersion: set.rowVersion, reason: '期满' };
    await expect((await callAs(stranger)).effect.liftRestriction(lift)).rejects.toThrow('NOT_FOUND');
    await api.effect.liftRestriction(lift);
    await register({ lines: copy });
    expect((await api.effect.restrictions({})).rows).toEqual([]);
  });

  it('is never a record of somebody else', async () => {
    const foreign = await record({}, stranger);
    for (const itemId of [foreign, uuidv7()]) {
      await expect(register({ lines: [{ itemId }] })).rejects.toThrow('NOT_FOUND');
      await expect((await as()).use.checkUse({ itemId })).rejects.toThrow('NOT_FOUND');
      await expect((await as()).effect.setRestriction({ itemId, persons: [], reason: '试' })).rejects.toThrow(
        'NOT_FOUND',
      );
    }
  });
});

describe('the register', () => {
  it('strikes the lines out with the visit, and prints both forms', async () => {
    const made = await register({ lines: [{ itemId: await record(), copy: { pages: 2 } }] });
    const form = await readObject(testObjects(), await (await as()).use.downloadVisitForm({ visitId: made.id }));
    expect(Buffer.from(form).subarray(0, 5).toString()).toBe('%PDF-');
    await (await as()).use.voidVisit({ visitId: made.id, rowVersion: 1, reason: '重复' });
    const { rows } = await (await testAdmin()).query(
      'select r.state as line, c.state as copy from retrieval r join copy_request c on c.tenant_id = r.tenant_id and c.retrieval_id = r.id where r.visit_id = $1',
      [made.id],
    );
    expect(rows).toEqual([{ line: 'void', copy: 'void' }]);
    const book = await readObject(testObjects(), await (await as()).use.downloadRegister({}));
    expect(Buffer.from(book).subarray(0, 5).toString()).toBe('%PDF-');
    await expect((await callAs(stranger)).use.downloadVisitForm({ visitId: made.id })).rejects.toThrow('NOT_FOUND');
  });
});

describe('what follows', () => {
  it('asks readers on their day, in one to-do that ends with the last answer', async () => {
    const used = await register({ lines: [{ itemId: await record() }], visitedOn: addDays(today, -31) });
    expect(used.effectAskOn).toBe(addDays(today, -1));
    const remind = async () =>
      withTenantDb(await testPools(), scopeOf(archives), (tdb) => remindOfUse(tdb, scopeOf(archives)));
    expect(await remind()).toEqual({ loans: 0, toAsk: 1 });
    await remind();
    const kinds = async () => (await (await as()).platform.todos({})).rows.map((todo) => todo.kind);
    expect(await kinds()).toEqual(['effect_ask']);
    expect((await (await as()).effect.toAsk({})).rows).toMatchObject([{ source: 'visit', id: used.id }]);
    const effect = {
      kind: 'rights',
      description: '补办了证件',
      notedOn: today,
      userName: '李某某',
      question: '婚姻登记',
    } as const;
    const made = await (await as()).effect.register({ ...effect, visitId: used.id, isTypical: true });
    expect(await kinds()).toEqual([]);
    expect((await (await as()).effect.list({ isTypical: true, q: '证件' })).rows.map((row) => row.id)).toEqual([
      made.id,
    ]);
    for (const visitId of [used.id, uuidv7()])
      await expect((await callAs(stranger)).effect.register({ ...effect, visitId })).rejects.toThrow('NOT_FOUND');
    await expect(
      (await callAs(stranger)).effect.void({ effectId: made.id, rowVersion: 1, reason: '试' }),
    ).rejects.toThrow('NOT_FOUND');
    await (await as()).effect.void({ effectId: made.id, rowVersion: 1, reason: '误登' });
    expect((await (await as()).effect.list({ isTypical: true })).rows).toEqual([]);
  });

  it('counts the demand and hands what was not found to those who collect', async () => {
    const itemId = await record({ categoryCode: 'WS', filingYear: 2020 });
    await register({ lines: [{ itemId, copy: { pages: 2, copies: 2 } }], visitorKind: 'citizen', personCount: 3 });
    for (const sought of ['1958年公社名册', '1958年公社名册', '老照片'])
      await register({ result: 'not_found', sought, visitorKind: 'unit' });
    const view = await (await as()).effect.demand({ from: `${today.slice(0, 4)}-01-01`, to: today });
    expect(view).toMatchObject({ visits: 4, persons: 6, retrievals: 1, copies: 2, pages: 4, inVain: 3 });
    expect(view.byKind).toEqual([
      { kind: 'citizen', visits: 1, persons: 3 },
      { kind: 'unit', visits: 3, persons: 3 },
    ]);
    expect(view.bySeries).toEqual([{ categoryCode: 'WS', filingYear: 2020, retrievals: 1 }]);
    expect(view.byMonth.at(-1)).toMatchObject({ month: today.slice(0, 7), persons: 6 });
    const first = await (await as()).effect.sought({ limit: 1 });
    expect(first.rows).toMatchObject([{ sought: '1958年公社名册', times: 2, state: 'open' }]);
    const second = await (await as()).effect.sought({ limit: 1, cursor: first.page.nextCursor ?? '' });
    expect(second.rows).toMatchObject([{ sought: '老照片', times: 1 }]);
    const decision = { visitId: first.rows[0]!.visitId, decision: 'collect', note: '向乡镇征集' } as const;
    await expect((await callAs(stranger)).effect.decideSought(decision)).rejects.toThrow('NOT_FOUND');
    await (await as()).effect.decideSought(decision);
    await expect((await as()).effect.decideSought(decision)).rejects.toThrow('CONFLICT');
    expect((await (await as()).effect.sought({ state: 'collect' })).rows).toMatchObject([
      { times: 2, note: '向乡镇征集' },
    ]);
    expect((await (await as(director)).platform.todos({})).rows.map((todo) => todo.kind)).toContain('collect_sought');
    const file = await (await as()).effect.downloadDemand({ from: `${today.slice(0, 4)}-01-01`, to: today });
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load((await readObject(testObjects(), file)) as unknown as ArrayBuffer);
    expect(workbook.worksheets[0]!.getRow(2).getCell(4).value).toBe(6);
  });
});
