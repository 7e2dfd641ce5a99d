import { insertItems } from '@/db/queries/archive-item.queries';
import { type ArchiveItemCandidate, emptyCandidate } from '@/server/domain/archive/archive-item';
import { detectTemplate, formatReferenceCode } from '@/server/domain/archive/reference-code';
import { composeItem } from '@/server/features/archive/compose-item';
import { withTenantDb } from '../../client.ts';
import { testPools } from '../test-db.ts';
import { scopeOf } from './archive.ts';
import type { TestTenant } from './tenancy.ts';

export type PlantedRecord = ArchiveItemCandidate & { id: string; referenceCode: string };

/** Files records through the code that an import uses, without judging them: a check must meet what is wrong too. */
export const plantRecords = async (
  tenant: TestTenant,
  fonds: { id: string; number: string },
  drafts: readonly Partial<ArchiveItemCandidate>[],
): Promise<PlantedRecord[]> => {
  const planted = drafts.map((draft, index) => {
    const record: ArchiveItemCandidate = {
      ...emptyCandidate(),
      level: 'piece',
      fondsNumber: fonds.number,
      categoryCode: 'WS',
      filingYear: 2023,
      retentionCode: 'Y',
      orgCode: 'BGS',
      itemNumber: index + 1,
      title: '无题',
      ...draft,
    };
    const made = formatReferenceCode('DAT22_2015', {
      fonds: fonds.number,
      category: 'WS',
      year: record.filingYear ?? 2023,
      retention: record.retentionCode ?? 'Y',
      org: record.orgCode ?? 'BGS',
      item: record.itemNumber ?? index + 1,
    });
    const text = record.referenceCode ?? (made.ok ? made.text : '');
    const code = detectTemplate(text) ?? { templateCode: 'DAT22_2015', text, parts: {} };
    const item = composeItem(record, code, record.itemNumber, {
      fondsId: fonds.id,
      createdBy: tenant.worker.accountId,
    });
    return { record: { ...record, id: item.id, referenceCode: item.referenceCode }, item };
  });
  const pools = await testPools();
  for (let start = 0; start < planted.length; start += 500) {
    const items = planted.slice(start, start + 500).map(({ item }) => item);
    await withTenantDb(pools, scopeOf(tenant), (tdb) => insertItems(tdb, tenant.id, items));
  }
  return planted.map(({ record }) => record);
};
