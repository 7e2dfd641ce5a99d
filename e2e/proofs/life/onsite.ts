import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Pools } from '@/db/client';
import type { Stage } from '@/server/demo/cast';
import { takesFindings } from '@/server/domain/inspection/vocabulary';
import { storeSitePhoto } from '@/server/features/inspection/onsite/store-photo';
import type { ObjectStore } from '@/server/objects/object-store';
import { mintScope } from '@/server/tenancy/mint-scope';
import { photograph } from '../../support/files';

/** What the inspectors of two bureaus sent from their phones: two answers that differ, a photo, a signature. */
export const addOnsiteLife = async (stage: Stage, pools: Pools, objects: ObjectStore): Promise<void> => {
  for (const [shade, slug] of ['qinghe-bureau', 'linjiang-bureau'].entries()) {
    const login = `${slug}.insp1`;
    const api = stage.as(login);
    const { rows } = await api.inspection.mine({ limit: 100 });
    const inspection = rows.find((row) => takesFindings(row.state));
    if (!inspection) continue;
    const inspectionId = inspection.id;
    const { checklist } = await api.inspection.byId({ inspectionId });
    const itemCode = checklist[0]?.code ?? '';
    const answer = { inspectionId, itemCode, value: null, outOf: null, severity: null, basedOn: [] };
    const madeAt = '2026-11-21T02:00:00.000Z';
    const verdicts = ['met', 'unmet'] as const;
    for (const verdict of verdicts)
      await stage.as(login).onsite.saveAnswer({ ...answer, id: uuidv7(), verdict, note: `${slug}现场查看`, madeAt });
    const { tenant } = await api.workspace.current();
    const member = stage.cast.members.find((candidate) => candidate.login === login);
    const scope = mintScope({
      tenantId: tenant.id,
      tenantSlug: slug,
      tenantName: tenant.name,
      tenantKind: tenant.kind,
      accountId: member?.accountId ?? null,
      actorName: member?.name ?? '',
      roles: ['bureau_inspector'],
      requestId: 'proof',
    });
    const { name, buffer } = photograph(`${slug}库房.png`, 120 + shade);
    const facts = { id: uuidv7(), inspectionId, itemCode, fileName: name, takenAt: madeAt, wasReduced: false };
    const place = { latitude: 30.2, longitude: 120.1, accuracyMetres: 20 };
    const sha256 = createHash('sha256').update(buffer).digest('hex');
    await storeSitePhoto(pools, scope, objects, { ...facts, ...place, sha256 }, buffer);
    const wrong = photograph(`${slug}拍错.png`, 130 + shade);
    const digest = createHash('sha256').update(wrong.buffer).digest('hex');
    const mistake = { ...facts, ...place, id: uuidv7(), fileName: wrong.name, sha256: digest };
    const { id: photoId } = await storeSitePhoto(pools, scope, objects, mistake, wrong.buffer);
    await stage.as(login).onsite.withdrawPhoto({ inspectionId, photoId, reason: '拍错了地方' });
    await stage.as(login).onsite.sign({
      id: uuidv7(),
      inspectionId,
      kind: 'signed',
      personName: '王某',
      personPost: '办公室主任',
      pngBase64: photograph('签字.png', 10 + shade).buffer.toString('base64'),
      statement: { unitName: inspection.subjectName, lines: [] },
      signedAt: madeAt,
    });
  }
};
