import { v7 as uuidv7 } from 'uuid';
import { withTenantDb } from '../../client.ts';
import { testPools } from '../test-db.ts';
import { makeFonds, scopeOf } from './archive.ts';
import { callAs } from './calls.ts';
import { makeTenant, supervise, type TestTenant } from './tenancy.ts';

export interface TransferWorld {
  bureau: TestTenant;
  archives: TestTenant;
  unit: TestTenant;
  fonds: { id: string; number: string };
  /** Another district: a bureau, its archives and a unit. */
  otherArchives: TestTenant;
  stranger: TestTenant;
}

/** A district with an archives beside its units, and another one, so that a leak has somewhere to go. */
export const makeTransferWorld = async (unitKind: 'township' | 'department' | 'enterprise' = 'township') => {
  const [bureau, otherBureau] = [await makeTenant('bureau'), await makeTenant('bureau')];
  const [archives, otherArchives] = [await makeTenant('repository'), await makeTenant('repository')];
  const [unit, stranger] = [await makeTenant(unitKind), await makeTenant(unitKind)];
  await supervise(bureau, archives);
  await supervise(bureau, unit);
  await supervise(otherBureau, otherArchives);
  await supervise(otherBureau, stranger);
  const fonds = await makeFonds(unit);
  return { bureau, archives, unit, fonds, otherArchives, stranger } satisfies TransferWorld;
};

/** Files records of a year and answers their ids, in the order of their codes. */
export const fileRecords = async (
  unit: TestTenant,
  fondsId: string,
  count: number,
  overrides: { filingYear?: number; pageCount?: number } = {},
): Promise<string[]> => {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const year = overrides.filingYear ?? 2010;
    const { id } = await (await callAs(unit)).archive.create({
      fondsId,
      categoryCode: 'WS',
      filingYear: year,
      retentionCode: 'Y',
      orgCode: 'DZB',
      title: `关于第${index + 1}号事项的通知`,
      responsibleParty: '某镇人民政府',
      documentDate: `${year}0506`,
      pageCount: overrides.pageCount ?? 3,
      boxNumber: String(1 + Math.floor(index / 2)),
    });
    ids.push(id);
  }
  return ids;
};

/** Many records at once, written as an import leaves them: for what has to be done by a worker. */
export const seedRecords = async (unit: TestTenant, fondsId: string, count: number, year = 2011): Promise<void> => {
  const pools = await testPools();
  await withTenantDb(pools, scopeOf(unit), async (tdb) => {
    const rows = Array.from({ length: count }, (_, index) => {
      const number = String(index + 1).padStart(4, '0');
      return {
        tenantId: unit.id,
        id: uuidv7(),
        fondsId,
        level: 'piece',
        categoryCode: 'WS',
        filingYear: year,
        retentionCode: 'Y',
        orgCode: 'DZB',
        itemNumber: index + 1,
        referenceCode: `B028-WS·${year}-Y-DZB-${number}`,
        codeSort: `B00000028-WS·0000${year}-Y-DZB-0000${number}`,
        codeTemplate: 'DAT22_2015',
        title: `关于第${index + 1}号批量事项的通知`,
        documentDate: `${year}0101`,
        pageCount: 2,
        archivedOn: `${year + 1}-06-01`,
        searchText: '',
        searchTokens: '',
        createdBy: unit.worker.accountId,
      };
    });
    for (let start = 0; start < rows.length; start += 500)
      await tdb
        .insertInto('archiveItem')
        .values(rows.slice(start, start + 500))
        .execute();
  });
};

const ANNEXES = {
  basis: 'due',
  openOpinion: '到期可以开放。',
  disclosureStatus: '均已主动公开。',
  secrecyStatus: '无涉密文件，无密级变更。',
} as const;

/** A batch with every record of a year, annexes, check and signature: all that is missing is to send it. */
export const readyTransfer = async (
  world: Pick<TransferWorld, 'unit' | 'archives' | 'fonds'>,
  year = 2010,
): Promise<string> => {
  const caller = await callAs(world.unit);
  const { batchId } = await caller.disposition.createTransfer({
    archivesTenantId: world.archives.id,
    fondsId: world.fonds.id,
    basis: 'due',
    selection: { yearFrom: year, yearTo: year },
  });
  await signedTransfer(world.unit, batchId);
  return batchId;
};

/** Fills in the annexes of a batch that stands open, checks and signs it. */
export const signedTransfer = async (unit: TestTenant, batchId: string): Promise<void> => {
  const caller = await callAs(unit);
  const { rowVersion, title } = await caller.disposition.transferById({ batchId });
  await caller.disposition.updateTransfer({ batchId, rowVersion, title, ...ANNEXES });
  await caller.disposition.checkTransfer({ batchId });
  await caller.disposition.signTransfer({ batchId, signedName: '柳青' });
};
