import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { listMyNominationRows } from '@/db/queries/talent.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import {
  type MyNominationView,
  myNominationView,
  type NominateInput,
  nominationBody,
} from '@/server/domain/talent/talent';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { readTrail } from './timeline.ts';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

/** 推荐 somebody of the own people to the office above: what it receives is a copy, which nothing here changes afterwards. */
export const nominate = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: NominateInput,
): Promise<{ dispatchId: string }> => {
  const { objectIds, jobTitle = '', ...facts } = input;
  refuseClassified(facts.personName, facts.post, jobTitle, facts.merits, facts.workUnit);
  const office = (await listKnownTenants(tdb)).find((tenant) => tenant.depth === -1);
  if (!office) throw new AppError('BUREAU_MISSING', `tenant ${scope.tenantId} has nobody above`);
  const year = Number((await readToday(tdb)).slice(0, 4));
  const person = { personName: facts.personName, unitName: facts.workUnit ?? scope.tenantName };
  const trail = await readTrail(tdb, scope, person);
  const { id: dispatchId } = await sendDispatch(tdb, scope, {
    addresseeTenantId: office.tenantId,
    kind: 'talent_nomination',
    title: `人才推荐（${facts.personName}）`,
    body: nominationBody.parse({ ...facts, jobTitle, year, submittedBy: scope.actorName, trail }),
    attachments: objectIds,
  });
  await audit(tdb, scope, {
    action: 'talent.nominate',
    objectKind: 'dispatch',
    objectId: dispatchId,
    objectLabel: facts.personName,
    detail: { scheme: facts.scheme, to: office.name, files: objectIds.length, steps: trail.length },
  });
  return { dispatchId };
};

/** 本单位的推荐, newest first, with what came of each. */
export const listMyNominations = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { cursor?: string | undefined; direction: 'after' | 'before'; limit: number },
): Promise<Page<MyNominationView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listMyNominationRows(tdb, scope.tenantId, { cursor, direction, limit });
  return cutPage(
    myNominationView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total: null },
    ({ submittedAt, dispatchId }) => encodeCursor([submittedAt, dispatchId]),
  );
};
