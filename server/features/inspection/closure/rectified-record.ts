import type { TenantDb } from '@/db/client';
import { listHistoryRows } from '@/db/queries/archive-history.queries';
import { findItem } from '@/db/queries/archive-item.queries';
import { findReceivedRow } from '@/db/queries/inspection-received.queries';
import { findRegisterEntry, listEntryVersions } from '@/db/queries/register.queries';
import {
  type FindingDispatchBody,
  findingDispatchBody,
  type PinnedFacts,
  type RecordChange,
  type RectifiedRecord,
  rectifiedRecord,
} from '@/server/domain/inspection/finding';
import { registerOfCode } from '@/server/domain/register/registers';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { factsOfEntry } from '../entry-facts.ts';
import { factsOfPlace } from '../place-facts.ts';

/** What both the frozen copy and the record have, in the order in which they are read. */
const COMPARED = [
  'referenceCode',
  'title',
  'responsibleParty',
  'documentNumber',
  'documentDate',
  'pageCount',
  'retentionCode',
  'filingYear',
  'categoryCode',
  'orgCode',
  'boxNumber',
  'openFlag',
] as const;
/** A record that was put right has some events; more than these are told by the record's own history. */
const MOST_EVENTS = 200;

const textOf = (value: unknown): string | null =>
  value === null || value === undefined || value === '' ? null : String(value);

const changesSince = async (
  tdb: TenantDb,
  scope: TenantScope,
  item: { id: string; since: string },
): Promise<RecordChange[]> => {
  const rows = await listHistoryRows(tdb, scope.tenantId, item.id, {
    after: undefined,
    direction: 'after',
    limit: MOST_EVENTS,
  });
  return rows
    .filter((row) => !row.isGrantRead && row.at > item.since)
    .toReversed()
    .flatMap(({ at, actorName, changes }) =>
      Object.entries(changes ?? {}).map(([field, change]) => ({
        at,
        actorName,
        field,
        from: textOf(change?.from),
        to: textOf(change?.to),
      })),
    );
};

/** What an inspector adds to the facts of an entry; the unit has nothing of it to put right. */
const OF_THE_LOOK: readonly string[] = ['查看日期', '查看人', '所见'];
const READING = '最近温湿度';

/** The frozen facts against those of today, field by field. */
const compareFacts = (pinned: PinnedFacts | null, today: PinnedFacts) => {
  const of = (facts: PinnedFacts) =>
    new Map(facts.filter(({ label }) => !OF_THE_LOOK.includes(label)).map(({ label, value }) => [label, value]));
  const [frozen, now] = [of(pinned ?? []), of(today)];
  return [...new Set([...frozen.keys(), ...now.keys()])]
    .map((field) => ({ field, was: frozen.get(field) ?? null, is: now.get(field) ?? null }))
    .filter(({ was, is }) => was !== is);
};

/** A room, place or box: its frozen facts against the unit's books of today. Readings that no grant showed are no change. */
const readRectifiedPlace = async (
  tdb: TenantDb,
  scope: TenantScope,
  { pinnedPlace, pinnedFacts }: FindingDispatchBody,
): Promise<RectifiedRecord | null> => {
  const now = pinnedPlace ? await factsOfPlace(tdb, scope.tenantId, pinnedPlace) : null;
  if (!pinnedPlace || !now) return null;
  const sawReadings = pinnedFacts?.some(({ label }) => label === READING) ?? false;
  const today = now.facts.filter(({ label }) => sawReadings || label !== READING);
  const differences = compareFacts(pinnedFacts, today);
  return rectifiedRecord.parse({ referenceCode: now.label, differences, changes: [], place: pinnedPlace });
};

/** The same for an entry of a register: its frozen facts against the entry as it stands, and the last hand on it. */
const readRectifiedEntry = async (
  tdb: TenantDb,
  scope: TenantScope,
  { pinnedEntryId, pinnedFacts }: FindingDispatchBody,
): Promise<RectifiedRecord | null> => {
  const row = pinnedEntryId === null ? undefined : await findRegisterEntry(tdb, scope.tenantId, pinnedEntryId);
  const definition = registerOfCode(row?.registerCode);
  if (!row || !definition) return null;
  const differences = compareFacts(pinnedFacts, factsOfEntry(definition, row));
  const last = (await listEntryVersions(tdb, scope.tenantId, row.id)).at(-1);
  const changes = last
    ? differences.map(({ field, was, is }) => ({ at: last.at, actorName: last.byName, field, from: was, to: is }))
    : [];
  return rectifiedRecord.parse({
    referenceCode: `${definition.name.zh} ${row.entryOn} ${row.title}`,
    differences,
    changes,
    registerCode: row.registerCode,
  });
};

/**
 * What the unit has changed in the record that a demand is about: the frozen copy against the record as it stands, and
 * the record's own events since it was pinned. Null when the demand is about no record, or the unit no longer has it.
 */
export const readRectified = async (
  tdb: TenantDb,
  scope: TenantScope,
  finding: FindingDispatchBody,
): Promise<RectifiedRecord | null> => {
  if (finding.pinnedPlace !== null) return readRectifiedPlace(tdb, scope, finding);
  if (finding.pinnedEntryId !== null) return readRectifiedEntry(tdb, scope, finding);
  const { pinnedRecord } = finding;
  const item = pinnedRecord ? await findItem(tdb, scope.tenantId, pinnedRecord.itemId) : undefined;
  if (!pinnedRecord || !item) return null;
  const differences = COMPARED.map((field) => ({
    field,
    was: textOf(pinnedRecord[field]),
    is: textOf(item[field]),
  })).filter(({ was, is }) => was !== is);
  return rectifiedRecord.parse({
    referenceCode: item.referenceCode,
    differences,
    changes: await changesSince(tdb, scope, { id: item.id, since: pinnedRecord.readAt }),
  });
};

/** The same for the unit's screen, before it answers: what would go with the answer now. */
export const previewRectified = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { findingDispatchId: string },
): Promise<RectifiedRecord | null> => {
  const document = await findReceivedRow(tdb, scope.tenantId, input.findingDispatchId);
  if (document?.kind !== 'finding') {
    throw new AppError('NOT_FOUND', `finding ${input.findingDispatchId} was not dispatched to ${scope.tenantId}`);
  }
  return readRectified(tdb, scope, findingDispatchBody.parse(document.body));
};
