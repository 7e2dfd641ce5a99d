import { beforeAll, describe, expect, it } from 'vitest';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import { fileRecords, makeTransferWorld, readyTransfer, type TransferWorld } from '@/db/testing/factories/disposition';
import { textOfPdf } from '@/db/testing/factories/inspection';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { readObject } from '@/server/objects/read-object';
import type { Caller } from '@/server/trpc/app-router';

/* What is printed of a transfer and of a gift, read back from the PDF as a person would read the paper. */

let world: TransferWorld;
let unit: Caller;
let archives: Caller;
/** Paper has no spaces between words. */
const bare = (text: string): string => text.replace(/\s/g, '');
const textOf = async (file: FileReference): Promise<string> =>
  bare(await textOfPdf(await readObject(testObjects(), file)));

beforeAll(async () => {
  world = await makeTransferWorld();
  unit = callEach(world.unit);
  archives = callEach(world.archives);
});

describe('the deed of a transfer', () => {
  let batchId: string;
  let intakeId: string;

  it('is not there before the list was sent', async () => {
    await fileRecords(world.unit, world.fonds.id, 2);
    batchId = await readyTransfer(world);
    await expect(unit.disposition.downloadTransferDeed({ batchId })).rejects.toThrow('TRANSFER_STATE_WRONG');
  });

  it('bears both sides, the amount and the three statutory annexes', async () => {
    await unit.disposition.sendTransfer({ batchId });
    const text = await textOf(await unit.disposition.downloadTransferDeed({ batchId }));
    for (const said of [
      world.unit.name,
      world.archives.name,
      world.fonds.number,
      '移交期限届满',
      '第1次',
      '2件、1盒，6页',
      '柳青',
      '一、到期开放意见到期可以开放。',
      '二、政府信息公开情况均已主动公开。',
      '三、密级变更情况无涉密文件，无密级变更。',
      '接收单位尚未办结。',
      '移交单位（盖章）',
      '接收单位（盖章）',
    ])
      expect(text).toContain(bare(said));
    // What there is none of is not said.
    expect(text).not.toContain('0卷');
  });

  it('says the result on both sides once it is decided, the same in both copies', async () => {
    const [delivery] = (await archives.disposition.deliveries({})).rows;
    ({ intakeId } = await archives.disposition.beginIntake({ dispatchId: delivery?.dispatchId ?? '' }));
    const { rows } = await archives.disposition.intakeItems({ intakeId });
    await archives.disposition.decideIntake({
      intakeId,
      which: 'named',
      itemIds: [rows[0]?.originItemId ?? ''],
      decision: 'returned',
      reason: '页数与实体不符',
    });
    await archives.disposition.decideIntake({ intakeId, which: 'open', decision: 'accepted' });
    await archives.disposition.finishIntake({
      intakeId,
      newFonds: { number: 'B028', name: world.unit.name },
      receivedByName: '何砚秋',
      place: '二号库',
    });
    const copies = [
      await textOf(await unit.disposition.downloadTransferDeed({ batchId })),
      await textOf(await archives.disposition.downloadIntakeDeed({ intakeId })),
    ];
    for (const text of copies) {
      for (const said of ['档案移交书（接收回执）', '接收1条', '退回1条', '馆藏全宗号B028', '二号库', '何砚秋'])
        expect(text).toContain(bare(said));
      expect(text).toContain('三、密级变更情况无涉密文件，无密级变更。');
      expect(text).not.toContain('尚未办结');
    }
    const [{ accessionNumber } = { accessionNumber: '' }] = (await archives.disposition.accessions({})).rows;
    expect(copies.every((text) => text.includes(accessionNumber))).toBe(true);
  });

  it('is nobody else’s to print', async () => {
    for (const other of [callEach(world.otherArchives), callEach(world.stranger)]) {
      await expect(other.disposition.downloadTransferDeed({ batchId })).rejects.toThrow('NOT_FOUND');
      await expect(other.disposition.downloadIntakeDeed({ intakeId })).rejects.toThrow('NOT_FOUND');
    }
    await expect(archives.disposition.downloadTransferDeed({ batchId })).rejects.toThrow('NOT_FOUND');
  });
});

describe('the papers of a gift', () => {
  it('are the agreement with its terms and the certificate with its number', async () => {
    const { donationId } = await archives.disposition.offerDonation({
      mode: 'gift',
      donorName: '张明远',
      title: '渡江战役纪念章',
      categoryCode: 'SW',
      unit: 'piece',
      quantity: 3,
      offeredOn: '2026-03-01',
    });
    const step = (rowVersion: number) => ({ donationId, rowVersion });
    await expect(archives.disposition.downloadAgreement({ donationId })).rejects.toThrow('TRANSFER_STATE_WRONG');
    await archives.disposition.valueDonation({
      ...step(1),
      valuation: '真品，保存完好',
      valuedBy: '何砚秋',
      valuedOn: '2026-03-05',
    });
    await archives.disposition.agreeDonation({ ...step(2), terms: '永久保存。\n可以展出。', agreedOn: '2026-03-10' });
    const agreement = await textOf(await archives.disposition.downloadAgreement({ donationId }));
    for (const said of [
      '张明远',
      world.archives.name,
      '渡江战役纪念章',
      '3件',
      '永久保存。',
      '可以展出。',
      '甲方（签字）',
    ])
      expect(agreement).toContain(bare(said));
    await expect(archives.disposition.downloadCertificate({ donationId })).rejects.toThrow('TRANSFER_STATE_WRONG');
    const { accessionId, certificateNumber } = await archives.disposition.acceptDonation({
      ...step(3),
      receivedOn: '2026-03-12',
      handledBy: '何砚秋',
    });
    const certificate = await textOf(await archives.disposition.downloadCertificate({ donationId }));
    for (const said of ['收藏证书', certificateNumber, '张明远', '渡江战役纪念章'])
      expect(certificate).toContain(bare(said));
    const receipt = await textOf(await archives.disposition.downloadAccessionReceipt({ accessionId }));
    expect(receipt).toContain('兹收到张明远捐赠的下列档案');
    const stranger = callEach(world.otherArchives);
    await expect(stranger.disposition.downloadAgreement({ donationId })).rejects.toThrow('NOT_FOUND');
    await expect(stranger.disposition.downloadCertificate({ donationId })).rejects.toThrow('NOT_FOUND');
  });
});
