import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { type FondsRecordRow, findFondsChange, insertFondsChange, updateFonds } from '@/db/queries/fonds.queries';
import { audit } from '@/server/audit/audit';
import {
  type ChangeParty,
  type FondsChangeRule,
  type FondsChangeView,
  fondsChangeRule,
  type PartyEffect,
  type RegisterChangeInput,
} from '@/server/domain/fonds/fonds-change';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { withParties } from './list-changes.ts';
import { createFonds, requireFonds } from './save-fonds.ts';

interface Party {
  side: 'source' | 'target';
  fondsId: string | null;
  name: string;
  effect: PartyEffect;
}
interface Work {
  tdb: TenantDb;
  scope: TenantScope;
  input: RegisterChangeInput;
  rule: FondsChangeRule;
}

/** Does to a fonds of the unit what the rule says. */
const carryOut = async ({ tdb, scope, input, rule }: Work, row: FondsRecordRow, effect: PartyEffect): Promise<void> => {
  const key = { tenantId: scope.tenantId, id: row.id };
  const reason = `${rule.zh}${input.decreeNumber ? `（${input.decreeNumber}）` : ''}`;
  if (effect === 'closed') {
    if (row.closedOn !== null) throw new AppError('FONDS_CLOSED', row.number);
    if (row.startedOn !== null && input.effectiveOn < row.startedOn)
      throw new AppError('FONDS_CHANGE_WRONG', `${row.number} began later`, { effectiveOn: 'DATE_FORMAT' });
    await updateFonds(tdb, key, { closedOn: input.effectiveOn, closedReason: reason });
  }
  if (effect === 'reopened') {
    if (row.closedOn === null) throw new AppError('FONDS_CHANGE_WRONG', `${row.number} is not closed`);
    await updateFonds(tdb, key, { closedOn: null, closedReason: null });
  }
  if (effect === 'renamed' && input.newName) {
    const note = `${input.effectiveOn} 由“${row.name}”更名`;
    const relations = row.relations ? `${row.relations}；${note}` : note;
    await updateFonds(tdb, key, { name: input.newName, relations: relations.slice(0, 1000) });
  }
};

const createParty = async ({ tdb, scope, input, rule }: Work, party: ChangeParty): Promise<Party> => {
  if (!party.name) throw new AppError('FONDS_CHANGE_WRONG', 'a target without a name');
  // A new unit may keep its fonds elsewhere: then only its name is known here.
  if (!party.number) return { side: 'target', fondsId: null, name: party.name, effect: rule.target };
  const { id } = await createFonds(tdb, scope, {
    number: party.number,
    isOfficial: party.isOfficial ?? false,
    name: party.name,
    kind: 'ORG',
    className: undefined,
    startedOn: input.effectiveOn,
    location: undefined,
    relations: undefined,
    history: undefined,
    note: undefined,
  });
  return { side: 'target', fondsId: id, name: party.name, effect: 'created' };
};

const settleParty = async (work: Work, side: Party['side'], party: ChangeParty): Promise<Party> => {
  const effect = side === 'source' ? work.rule.source : work.rule.target;
  if (party.fondsId !== undefined) {
    const row = await requireFonds(work.tdb, work.scope, party.fondsId);
    // A fonds that stands already is not created once more.
    const own = effect === 'created' ? 'continued' : effect;
    await carryOut(work, row, own);
    return {
      side,
      fondsId: row.id,
      name: own === 'renamed' ? `${row.name} → ${work.input.newName}` : row.name,
      effect: own,
    };
  }
  if (side === 'target' && effect === 'created') return createParty(work, party);
  if (!party.name) throw new AppError('FONDS_CHANGE_WRONG', 'a party without a name');
  return { side, fondsId: null, name: party.name, effect };
};

const checkParties = ({ input, rule }: Work): void => {
  const wrong =
    input.sources.length < rule.sources ||
    rule.hasTargets !== input.targets.length > 0 ||
    (rule.source === 'renamed') !== (input.newName !== undefined) ||
    (rule.source === 'reopened' && input.sources.some((party) => party.fondsId === undefined)) ||
    (rule.source === 'renamed' && (input.sources.length !== 1 || input.sources[0]?.fondsId === undefined));
  const named = [...input.sources, ...input.targets].flatMap((party) => party.fondsId ?? []);
  if (
    wrong ||
    new Set(named).size !== named.length ||
    named.length + input.targets.filter((one) => one.number).length === 0
  )
    throw new AppError('FONDS_CHANGE_WRONG', `${rule.code} does not fit its parties`);
};

/** 机构变动: registers it and closes, opens, renames or makes the fonds as its rule says, all in one act. */
export const registerChange = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RegisterChangeInput,
): Promise<FondsChangeView> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a change needs a person who registers it');
  const names = [...input.sources, ...input.targets].map((party) => party.name);
  refuseClassified(input.decreeNumber, input.handover, input.note, input.newName, ...names);
  const rule = fondsChangeRule(input.rule);
  if (!rule) throw new AppError('FONDS_CHANGE_WRONG', input.rule);
  const work = { tdb, scope, input, rule };
  checkParties(work);
  const parties: Party[] = [];
  for (const party of input.sources) parties.push(await settleParty(work, 'source', party));
  for (const party of input.targets) parties.push(await settleParty(work, 'target', party));
  const id = uuidv7();
  await insertFondsChange(
    tdb,
    {
      tenantId,
      id,
      rule: input.rule,
      effectiveOn: input.effectiveOn,
      decreeNumber: input.decreeNumber ?? null,
      handover: input.handover ?? null,
      note: input.note ?? null,
      createdBy: accountId,
      createdByName: scope.actorName,
    },
    parties,
  );
  await audit(tdb, scope, {
    action: 'fonds.registerChange',
    objectKind: 'fonds_change',
    objectId: id,
    objectLabel: `${input.effectiveOn} ${rule.zh}`,
    detail: { rule: input.rule, decreeNumber: input.decreeNumber ?? null, parties: parties.map((party) => party.name) },
  });
  const row = await findFondsChange(tdb, tenantId, id);
  const [view] = row ? await withParties(tdb, scope, [row]) : [];
  if (!view) throw new AppError('INTERNAL', `change ${id} is not there`);
  return view;
};
