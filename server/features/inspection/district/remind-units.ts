import type { TenantDb } from '@/db/client';
import { type DistrictRow, listRemindedToday, readDistrict } from '@/db/queries/district.queries';
import { audit } from '@/server/audit/audit';
import type { RemindDistrictInput, RemindDistrictView } from '@/server/domain/inspection/district';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import { EXPORT_ROWS } from '@/server/objects/export-table';
import type { TenantScope } from '@/server/tenancy/scope';
import { districtQuestion, filterOf } from './read-table.ts';

const KIND = 'supervision_reminder';

/** What a unit still owes, in the words of the reminder. Empty where it owes nothing. */
const owedBy = (unit: DistrictRow, filingYear: number): string[] => {
  const open = unit.openFindings - unit.answeredFindings;
  const late = unit.overdueFindings > 0 ? `，其中${unit.overdueFindings}条已逾期` : '';
  const due = unit.nextDueOn ? `，最早期限${unit.nextDueOn}` : '';
  return [
    ...(open > 0 ? [`整改要求${open}条未报送整改情况${late}${due}`] : []),
    ...(unit.filingState === 'late' ? [`${filingYear}年度归档逾期未办结`] : []),
    ...(unit.scheduleState === 'returned' ? ['归档范围和保管期限表被退回，未重新报送'] : []),
  ];
};

/**
 * 催办 from the district table: to each chosen unit what it owes today, in one document that it acknowledges. Not twice on
 * one day, and not to a unit that owes nothing.
 */
export const remindDistrict = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RemindDistrictInput,
): Promise<RemindDistrictView> => {
  refuseClassified(input.words);
  const { unitTenantIds, words, ...filter } = input;
  const question = await districtQuestion(tdb, scope, undefined);
  const page = { sort: 'name', order: 'asc', cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const { rows } = await readDistrict(tdb, question, unitTenantIds ? {} : filterOf(filter), page);
  const wanted = unitTenantIds ? rows.filter((unit) => unitTenantIds.includes(unit.tenantId)) : rows;
  if (unitTenantIds && wanted.length !== new Set(unitTenantIds).size)
    throw new AppError('NOT_FOUND', 'a unit is not supervised here');
  const told = new Set(await listRemindedToday(tdb, scope.tenantId, KIND));
  const due = wanted.filter((unit) => !told.has(unit.tenantId) && owedBy(unit, question.filingYear).length > 0);
  for (const unit of due) {
    const note = `${owedBy(unit, question.filingYear).join('；')}。${words ?? '请抓紧办理，办结后及时报送。'}`;
    await sendDispatch(tdb, scope, {
      addresseeTenantId: unit.tenantId,
      kind: KIND,
      title: `督办提醒：${owedBy(unit, question.filingYear)[0]}`,
      body: { note, issuedBy: scope.actorName },
      ...(unit.nextDueOn ? { dueOn: unit.nextDueOn } : {}),
    });
  }
  await audit(tdb, scope, {
    action: 'district.remind',
    objectKind: 'dispatch',
    objectLabel: due
      .map((unit) => unit.name)
      .join('、')
      .slice(0, 200),
    detail: { units: due.map((unit) => unit.name), left: wanted.length - due.length },
  });
  return { sent: due.length, left: wanted.length - due.length };
};
