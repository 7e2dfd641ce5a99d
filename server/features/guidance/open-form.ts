import type { TenantDb } from '@/db/client';
import { listGuidanceProjects } from '@/db/queries/exchange.queries';
import { listOpenFindings, listOwnTopics, readGuidanceHabits } from '@/db/queries/guidance-act.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import type { GuidanceFormView, GuidanceProjectView } from '@/server/domain/guidance/guidance-event';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import type { TenantScope } from '@/server/tenancy/scope';

/** 指导项目 that an act may belong to, those that are not ended first. */
export const listProjects = (tdb: TenantDb, scope: TenantScope): Promise<GuidanceProjectView[]> =>
  listGuidanceProjects(tdb, scope.tenantId);

/**
 * What the form starts with: the units, the last used ones first, the usual topics and people, open demands. The office's
 * own fields of guidance follow the topics of the last acts.
 */
export const openGuidanceForm = async (tdb: TenantDb, scope: TenantScope): Promise<GuidanceFormView> => {
  const units = await listUnitsServed(tdb);
  const known = new Set(units.map((unit) => unit.tenantId));
  const habits = await readGuidanceHabits(tdb, scope.tenantId);
  const findings = await listOpenFindings(tdb, scope.tenantId);
  return {
    today: (await readClock(tdb)).today,
    ownName: scope.actorName,
    units,
    recentUnitIds: habits.unitIds.filter((id) => known.has(id)),
    topics: [...new Set([...habits.topics, ...(await listOwnTopics(tdb, scope.tenantId))])],
    guides: habits.guides.filter((name) => name !== scope.actorName),
    findings: findings
      .filter((finding) => known.has(finding.unitTenantId))
      .map(({ id, unitTenantId, fact }) => ({ id, unitTenantId, fact })),
    projects: await listProjects(tdb, scope),
  };
};
