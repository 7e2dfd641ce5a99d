import type { Stage } from '../../../server/demo/cast.ts';

/** A delivery in each unit's own register, and a transfer that is still being made. */
export const addDispositionLife = async (stage: Stage, slug: string): Promise<void> => {
  const login = `${slug}.arch`;
  await stage.as(login).disposition.registerAccession({
    sourceKind: 'department',
    transferorKind: 'internal',
    sourceName: '党政办公室',
    mode: 'filing',
    receivedOn: stage.today,
    handledBy: '档案员',
    lines: [{ categoryCode: 'WS', unit: 'piece', quantity: 12 }],
  });
  const { archives } = await stage.as(login).disposition.due({});
  const [fonds] = await stage.as(login).archive.fonds();
  await stage.as(login).disposition.createTransfer({
    archivesTenantId: archives[0]?.tenantId ?? 0,
    fondsId: fonds?.id ?? '',
    basis: 'early',
    selection: {},
  });
};
