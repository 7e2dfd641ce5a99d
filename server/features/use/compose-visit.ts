import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import type { VisitFields } from '@/db/queries/use.queries';
import { listUsableRecords, type NewLine, type UsableRecordRow } from '@/db/queries/use-line.queries';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { decideUse, type UseDecision } from '@/server/domain/use/access-decision';
import { MOST_LINES, type RegisterVisitInput, type VisitLineInput } from '@/server/domain/use/reading-visit';
import type { VisitorKind, VisitService } from '@/server/domain/use/visit-vocabulary';
import type { TenantScope } from '@/server/tenancy/scope';

export interface ComposedVisit {
  fields: VisitFields;
  lines: NewLine[];
}

/** 卷 or 件: what is brought out as a whole counts as a volume. */
export const unitOfLevel = (level: string): 'volume' | 'piece' => (level === 'piece' ? 'piece' : 'volume');

export const decideOn = (
  record: UsableRecordRow,
  asker: { scope: TenantScope; visitorKind: VisitorKind; visitorName: string; today: string },
): UseDecision =>
  decideUse(
    {
      openFlag: record.openFlag,
      delayedUntil: record.delayedUntil,
      restriction: record.persons ? { persons: record.persons, untilOn: record.restrictedUntil } : null,
    },
    {
      tenantKind: asker.scope.tenantKind,
      visitorKind: asker.visitorKind,
      visitorName: asker.visitorName,
      today: asker.today,
    },
  );

/** Records of this office that are there to be used, by id. @throws NOT_FOUND, ITEM_TRANSFERRED */
export const requireUsable = async (
  tdb: TenantDb,
  scope: TenantScope,
  itemIds: readonly string[],
): Promise<Map<string, UsableRecordRow>> => {
  const ids = [...new Set(itemIds)];
  const records = new Map((await listUsableRecords(tdb, scope.tenantId, ids)).map((row) => [row.id, row]));
  for (const id of ids) {
    const record = records.get(id);
    if (!record) throw new AppError('NOT_FOUND', `record ${id} is not in tenant ${scope.tenantId}`);
    if (record.leftOn !== null) throw new AppError('ITEM_TRANSFERRED', `record ${id} has left`);
  }
  return records;
};

const copyOf = (line: VisitLineInput, isFirst: boolean, state: 'delivered' | 'refused'): NewLine['copy'] =>
  line.copy && isFirst ? { id: uuidv7(), ...line.copy, state } : null;

const cataloguedLine = (
  line: VisitLineInput,
  position: number,
  record: UsableRecordRow,
  decision: UseDecision,
  isApproved: boolean,
): NewLine => {
  const { referenceCode, title } = record;
  if (!line.isRefused && decision.reading === 'refused')
    throw new AppError('USE_REFUSED', `record ${record.id} is closed`, {
      referenceCode,
      basis: decision.basis,
      until: decision.until ?? '',
    });
  const asks = decision.reading === 'approval' || (line.copy !== undefined && decision.copying === 'approval');
  if (!line.isRefused && asks && !isApproved)
    throw new AppError('USE_NEEDS_APPROVAL', `record ${record.id} is not open`, { referenceCode });
  const state = line.isRefused ? 'refused' : 'delivered';
  const unit = unitOfLevel(record.level);
  const copy = copyOf(line, true, state);
  return { id: uuidv7(), position, itemId: record.id, referenceCode, title, unit, basis: decision.basis, state, copy };
};

/** What stands in no catalogue: as many lines as pieces of it were brought out. */
const typedLines = (line: VisitLineInput, from: number): NewLine[] => {
  const { title, unit, quantity } = line;
  if (title === undefined)
    throw new AppError('BAD_INPUT', 'a line without a record and without words', { lines: 'title' });
  const state = line.isRefused ? 'refused' : 'delivered';
  return Array.from({ length: quantity }, (_, index) => ({
    id: uuidv7(),
    position: from + index,
    itemId: null,
    referenceCode: null,
    title: quantity > 1 ? `${title}（${index + 1}/${quantity}）` : title,
    unit,
    basis: 'not_catalogued',
    state,
    copy: copyOf(line, index === 0, state),
  }));
};

const composeLines = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RegisterVisitInput,
  today: string,
): Promise<NewLine[]> => {
  const records = await requireUsable(
    tdb,
    scope,
    input.lines.flatMap((line) => line.itemId ?? []),
  );
  const asker = { scope, visitorKind: input.visitorKind ?? 'citizen', visitorName: input.visitorName, today } as const;
  const lines: NewLine[] = [];
  for (const line of input.lines) {
    const record = line.itemId === undefined ? undefined : records.get(line.itemId);
    if (record) {
      const decision = decideOn(record, asker);
      lines.push(cataloguedLine(line, lines.length, record, decision, input.approval !== undefined));
    } else lines.push(...typedLines(line, lines.length));
  }
  if (lines.length > MOST_LINES) throw new AppError('BATCH_TOO_LARGE', 'too many lines', { rows: MOST_LINES });
  return lines;
};

const REMOTE = ['phone', 'letter', 'online'];

/** 服务方式: what was ticked, and what the lines say by themselves. */
const servicesOf = (input: RegisterVisitInput, given: readonly NewLine[]): VisitService[] => {
  const services = new Set(input.services);
  if (given.some((line) => line.copy?.state === 'delivered')) services.add('copying');
  if (services.size === 0) services.add(REMOTE.includes(input.channel) ? 'answer' : 'reading');
  return [...services];
};

/** A visit as it is kept: every line judged by what may be used, the sums beside it. */
export const composeVisit = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RegisterVisitInput,
  today: string,
): Promise<ComposedVisit> => {
  const { approval, sought } = input;
  if (input.visitedOn > today) throw new AppError('BAD_INPUT', 'a visit of tomorrow', { visitedOn: 'FUTURE' });
  refuseClassified(input.subject, input.visitorUnit, input.visitorName, input.contact, sought, approval?.note);
  refuseClassified(...input.lines.map((line) => line.title));
  const lines = await composeLines(tdb, scope, input, today);
  const given = lines.filter((line) => line.state === 'delivered');
  const vain = input.result === 'found' ? null : (sought ?? input.subject);
  const volumeCount = given.filter((line) => line.unit === 'volume').length;
  const fields: VisitFields = {
    visitedOn: input.visitedOn,
    visitorName: input.visitorName,
    visitorKind: input.visitorKind ?? null,
    ageGroup: input.ageGroup ?? null,
    visitorUnit: input.visitorUnit ?? null,
    personCount: input.personCount,
    channel: input.channel,
    purpose: input.purpose,
    services: servicesOf(input, given),
    subject: input.subject,
    volumeCount,
    itemCount: given.length - volumeCount,
    copiedPages: given.reduce((sum, { copy }) => sum + (copy ? copy.pages * copy.copies : 0), 0),
    result: input.result,
    sought: vain,
    soughtState: vain === null ? null : 'open',
    approvedByName: approval?.byName ?? null,
    approvalNote: approval?.note ?? null,
  };
  return { fields, lines };
};
