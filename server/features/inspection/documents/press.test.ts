import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { callAs, requestContext, testObjects } from '@/db/testing/factories/calls';
import { dayFromNow, makeDistrict, noticeTerms } from '@/db/testing/factories/inspection';
import { testAdmin } from '@/db/testing/test-db';
import { createCaller } from '@/server/trpc/app-router';

/* What stands between the drawing of a number and the paper that bears it. */
let district: Awaited<ReturnType<typeof makeDistrict>>;
beforeAll(async () => {
  district = await makeDistrict();
});

type Put = ReturnType<typeof testObjects>['put'];

/** A caller whose bytes are kept the way that the test says. */
const callKeeping = async (put: Put, key: string = uuidv7()) => {
  const context = await requestContext(district.bureau.slug, district.bureau.worker, key);
  return createCaller({ ...context, objects: { ...testObjects(), put } });
};
const keep: Put = (...bytes) => testObjects().put(...bytes);
const api = async () => (await callAs(district.bureau)).inspection;

const drawnCampaign = async (units: number): Promise<string> => {
  const { id: campaignId } = await (await api()).createCampaign({
    kind: 'enforcement',
    title: '执法检查',
    subjectKind: 'township',
    checklistCode: 'checklist_town',
    selectedBy: 'random',
  });
  await (await api()).draw({ campaignId, units, inspectors: 2 });
  return campaignId;
};
const terms = (campaignId: string) => ({ campaignId, ...noticeTerms, scheduledOn: dayFromNow(60) });

const openTransactions = async (): Promise<number> => {
  const { rows } = await (await testAdmin()).query(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and usename = 'lantai_app'
      and state in ('active', 'idle in transaction')`,
  );
  return rows[0].n;
};
const sentNotices = async (campaignId: string) => {
  const { rows } = await (await testAdmin()).query(
    `select o.sequence, s.size_bytes from inspection i join official_document o on o.tenant_id = i.tenant_id and o.inspection_id = i.id
      join stored_object s on s.tenant_id = o.tenant_id and s.id = o.object_id
      where i.tenant_id = $1 and i.campaign_id = $2 order by o.sequence`,
    [district.bureau.id, campaignId],
  );
  return rows as { sequence: number; size_bytes: number }[];
};

describe('the papers of an act', () => {
  it('are printed while no transaction is open, and only then sent', async () => {
    const campaignId = await drawnCampaign(2);
    const open: number[] = [];
    const caller = await callKeeping(async (...bytes) => {
      open.push(await openTransactions());
      return keep(...bytes);
    });
    const { documentNumbers } = await caller.inspection.sendNotices(terms(campaignId));
    expect(documentNumbers).toHaveLength(2);
    expect(open).toEqual([0, 0]);
    const papers = await sentNotices(campaignId);
    expect(papers.map((paper) => paper.sequence)).toEqual([1, 2]);
    for (const paper of papers) expect(Number(paper.size_bytes)).toBeGreaterThan(1000);
  });

  it('say the number that they were given, also when somebody drew one while they were printed', async () => {
    const mine = await drawnCampaign(2);
    const other = await drawnCampaign(1);
    let disturbed = false;
    const caller = await callKeeping(async (...bytes) => {
      if (!disturbed) {
        disturbed = true;
        await (await api()).sendNotices(terms(other));
      }
      return keep(...bytes);
    });
    await caller.inspection.sendNotices(terms(mine));
    expect((await sentNotices(other)).map((paper) => paper.sequence)).toEqual([3]);
    expect((await sentNotices(mine)).map((paper) => paper.sequence)).toEqual([4, 5]);
    for (const paper of await sentNotices(mine)) expect(Number(paper.size_bytes)).toBeGreaterThan(1000);
  });

  it('are sent all or none: a store that fails leaves nothing behind, and the same press of the button goes on', async () => {
    const campaignId = await drawnCampaign(2);
    let kept = 0;
    const key = uuidv7();
    const failing = await callKeeping(async (...bytes) => {
      kept += 1;
      if (kept === 2) throw new Error('the disk is full');
      return keep(...bytes);
    }, key);
    await expect(failing.inspection.sendNotices(terms(campaignId))).rejects.toThrow('the disk is full');
    expect(await sentNotices(campaignId)).toEqual([]);
    expect((await (await api()).campaignById({ campaignId })).state).toBe('drawn');
    const again = await callKeeping(keep, key);
    const sent = await again.inspection.sendNotices(terms(campaignId));
    expect((await sentNotices(campaignId)).map((paper) => paper.sequence)).toEqual([6, 7]);
    // The answer is kept with its key: asked again, nothing is printed and nothing is sent a second time.
    const repeated = await callKeeping(() => Promise.reject(new Error('nothing to keep')), key);
    expect(await repeated.inspection.sendNotices(terms(campaignId))).toEqual(sent);
  });
});
