import type { TenantDb } from '@/db/client';
import { listResultPeople } from '@/db/queries/enrolment.queries';
import type { CourseSessionRow } from '@/db/queries/training.queries';
import { knowledgeOf } from '@/server/domain/training/course-vocabulary';
import { resultBody } from '@/server/domain/training/enrolment';
import { sendDispatch } from '@/server/features/tenancy';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import type { TenantScope } from '@/server/tenancy/scope';

/**
 * 培训结果: each unit is told which of its own people came, so that their hours stand in its own workspace. Told again
 * when the list was corrected afterwards: the last word counts. A part of the caller's act.
 */
export const tellResult = async (
  tdb: TenantDb,
  scope: TenantScope,
  session: CourseSessionRow,
  only?: ReadonlySet<number>,
): Promise<number> => {
  const people = new Map<number, Awaited<ReturnType<typeof listResultPeople>>>();
  for (const one of await listResultPeople(tdb, scope.tenantId, session.id))
    people.set(one.unitTenantId, [...(people.get(one.unitTenantId) ?? []), one]);
  const served = new Set((await listUnitsServed(tdb)).map((unit) => unit.tenantId));
  const { id: sessionId, title, heldOn, mode } = session;
  let told = 0;
  for (const [unitTenantId, ofUnit] of people) {
    if (!served.has(unitTenantId) || (only && !only.has(unitTenantId))) continue;
    await sendDispatch(tdb, scope, {
      kind: 'training_result',
      addresseeTenantId: unitTenantId,
      title: `培训结果：${title}`,
      body: resultBody.parse({
        ...{ sessionId, title, heldOn, mode },
        hours: Number(session.hours),
        knowledge: knowledgeOf(session.subjectField),
        ...(session.systemRoles.length > 0 ? { systemRoles: session.systemRoles } : {}),
        people: ofUnit.map(({ personName, accountId, arrival }) => ({ name: personName, accountId, arrival })),
      }),
      objectId: sessionId,
    });
    told += 1;
  }
  return told;
};
