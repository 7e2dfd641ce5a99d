import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { listPersonHours } from '@/db/queries/training-hours.queries';
import { listDueTomorrow, listExpiringSessions, listRemindedThisMonth } from '@/db/queries/training-reminder.queries';
import { audit } from '@/server/audit/audit';
import { addTodo } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';
import { daysOf } from './read-hours.ts';

const HOURS_TODO = 'training.hours';
const MOST_PEOPLE = 5_000;

/** A person with an account is reminded in person; the others by whoever keeps the unit's training. */
const toPerson = (accountId: string | null) => (accountId === null ? {} : { assigneeAccountId: accountId });

const remindOfTomorrow = async (tdb: TenantDb, scope: TenantScope): Promise<number> => {
  const rows = await listDueTomorrow(tdb, scope.tenantId);
  for (const { id, accountId, title, heldOn, place } of rows)
    await addTodo(tdb, scope, {
      kind: 'training.tomorrow',
      title: `明天参加培训：${title}${place ? `（${place}）` : ''}`,
      source: scope.tenantName,
      link: 'training/invitations',
      permission: accountId === null ? 'training.manage' : 'training.read',
      objectId: id,
      dueOn: heldOn,
      ...toPerson(accountId),
    });
  return rows.length;
};

const remindOfCertificates = async (tdb: TenantDb, scope: TenantScope): Promise<number> => {
  const rows = await listExpiringSessions(tdb, scope.tenantId);
  for (const { sessionId, title, certificates, until } of rows)
    await addTodo(tdb, scope, {
      kind: 'training.certificates',
      title: `${certificates} 张证书即将到期：${title}`,
      source: scope.tenantName,
      link: 'training/certificates?standing=expiring',
      permission: 'training.organise',
      objectId: sessionId,
      dueOn: until,
    });
  return rows.length;
};

const remindOfHours = async (tdb: TenantDb, scope: TenantScope): Promise<number> => {
  const { isTime, objectIds } = await listRemindedThisMonth(tdb, scope.tenantId, HOURS_TODO);
  if (!isTime) return 0;
  const year = (await readToday(tdb)).slice(0, 4);
  const page = { cursor: undefined, direction: 'after', limit: MOST_PEOPLE } as const;
  const missing = await listPersonHours(tdb, daysOf(scope.tenantId, Number(year)), { standing: 'missing' }, page);
  const told = new Set(objectIds);
  const open = missing.filter((person) => !told.has(person.id));
  for (const person of open)
    await addTodo(tdb, scope, {
      kind: HOURS_TODO,
      title: `${person.personName}：本年度继续教育 ${Number(person.hours)}/${Number(person.neededHours)} 学时，还没有达到要求`,
      source: scope.tenantName,
      link: person.accountId === null ? `training/hours/${person.id}` : 'training/learn',
      permission: person.accountId === null ? 'training.manage' : 'training.read',
      objectId: person.id,
      dueOn: `${year}-12-31`,
      ...toPerson(person.accountId),
    });
  return open.length;
};

/** 培训提醒 of a morning: sessions of tomorrow, certificates that run out, hours that are missing. */
export const remindPeople = async (
  tdb: TenantDb,
  scope: TenantScope,
): Promise<{ tomorrow: number; certificates: number; hours: number }> => {
  const said = {
    tomorrow: await remindOfTomorrow(tdb, scope),
    certificates: await remindOfCertificates(tdb, scope),
    hours: await remindOfHours(tdb, scope),
  };
  if (said.tomorrow + said.certificates + said.hours > 0)
    await audit(tdb, scope, { action: 'hours.remind', objectKind: 'trainee', detail: said });
  return said;
};
