import { describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { makeObject, scopeOf } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { makeSupervisedPair, type TestTenant } from '@/db/testing/factories/tenancy';
import { testPools } from '@/db/testing/test-db';
import type { SendDispatchInput } from '@/server/domain/tenancy/dispatch';
import { readObject } from '@/server/objects/read-object';
import { sendDispatch } from './index.ts';

const refused = (code: string) => ({ cause: expect.objectContaining({ code }) });
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const send = async (from: TestTenant, input: SendDispatchInput): Promise<string> => {
  const scope = scopeOf(from);
  return (await withTenantDb(await testPools(), scope, (tdb) => sendDispatch(tdb, scope, input))).id;
};
const notice = (to: TestTenant, overrides: Partial<SendDispatchInput> = {}): SendDispatchInput => ({
  addresseeTenantId: to.id,
  kind: 'inspection_notice',
  title: '关于开展年度检查的通知',
  documentNumber: '清档检〔2026〕6号',
  body: { round: 1 },
  ...overrides,
});

describe('a dispatch', () => {
  it('is read by its two sides and by nobody else', async () => {
    const { bureau, otherBureau, unit, stranger } = await makeSupervisedPair();
    const id = await send(bureau, notice(unit));
    const received = await (await callAs(unit)).dispatch.byId({ id });
    expect(received).toMatchObject({
      box: 'in',
      senderName: bureau.name,
      addresseeName: unit.name,
      body: { round: 1 },
      awaitsAnswer: true,
      acceptsReceipt: true,
    });
    expect((await (await callAs(bureau)).dispatch.byId({ id })).box).toBe('out');
    expect((await (await callAs(unit)).dispatch.list({ box: 'in' })).rows.map((row) => row.id)).toEqual([id]);
    expect((await (await callAs(unit)).dispatch.list({ box: 'out' })).rows).toEqual([]);
    for (const tenant of [otherBureau, stranger]) {
      const caller = await callAs(tenant);
      await expect(caller.dispatch.byId({ id })).rejects.toMatchObject(refused('NOT_FOUND'));
      expect((await caller.dispatch.list({ box: 'in' })).rows).toEqual([]);
    }
  });

  it('goes to a supervisor or a unit, and nowhere else', async () => {
    const { bureau, otherBureau, unit, stranger } = await makeSupervisedPair();
    for (const [from, to] of [
      [bureau, stranger],
      [unit, stranger],
      [unit, otherBureau],
      [bureau, bureau],
    ] as const) {
      await expect(send(from, notice(to))).rejects.toMatchObject({ code: 'ADDRESSEE_NOT_RELATED' });
    }
  });

  it('answers only what lies between the same two', async () => {
    const { bureau, otherBureau, unit, stranger } = await makeSupervisedPair();
    const foreign = await send(otherBureau, notice(stranger));
    await expect(send(unit, notice(bureau, { kind: 'answer', inReplyTo: foreign }))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('carries attachments to its addressee alone', async () => {
    const { bureau, unit, stranger } = await makeSupervisedPair();
    const objectId = await makeObject(bureau, PNG, '通知.png');
    const id = await send(bureau, notice(unit, { attachments: [objectId] }));
    const [attachment] = (await (await callAs(unit)).dispatch.byId({ id })).attachments;
    expect(attachment).toMatchObject({ objectId, fileName: '通知.png' });
    const file = await (await callAs(unit)).dispatch.downloadAttachment({ dispatchId: id, objectId });
    expect(file).toMatchObject({ tenantId: bureau.id, mediaType: 'image/png' });
    expect((await readObject(testObjects(), file)).equals(PNG)).toBe(true);
    await expect(
      (await callAs(stranger)).dispatch.downloadAttachment({ dispatchId: id, objectId }),
    ).rejects.toMatchObject(refused('NOT_FOUND'));
    await expect(send(unit, notice(bureau, { attachments: [objectId] }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is a to-do of the addressee until it is answered, without a row of anybody in its tenant', async () => {
    const { bureau, unit, stranger } = await makeSupervisedPair();
    const id = await send(bureau, notice(unit, { dueOn: '2020-01-01' }));
    await send(bureau, notice(unit, { kind: 'objection_answer' }));
    const caller = await callAs(unit);
    expect((await caller.platform.todos({})).rows).toMatchObject([
      { id, origin: 'dispatch', urgency: 'overdue', link: `received/${id}`, source: bureau.name },
    ]);
    expect((await caller.workspace.current()).counts.todo).toBe(1);
    expect((await (await callAs(stranger)).platform.todos({})).rows).toEqual([]);
    await expect((await callAs(stranger)).dispatch.acknowledge({ id })).rejects.toMatchObject(refused('NOT_FOUND'));
    await expect((await callAs(bureau)).dispatch.acknowledge({ id })).rejects.toMatchObject(refused('NOT_FOUND'));
    await caller.dispatch.acknowledge({ id, note: '已收到' });
    expect((await caller.platform.todos({})).rows).toEqual([]);
    expect((await caller.platform.todos({ tab: 'done' })).rows).toMatchObject([{ id, state: 'done' }]);
    await expect((await callAs(unit)).dispatch.acknowledge({ id })).rejects.toMatchObject(refused('CONFLICT'));
    const thread = (await (await callAs(bureau)).dispatch.byId({ id })).thread.map((step) => step.kind);
    expect(thread).toEqual(['inspection_notice', 'receipt']);
  });
});
