import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertGuidanceEvents } from '@/db/queries/guidance.queries';
import { findIssuedFinding, insertGuidancePhotos } from '@/db/queries/guidance-act.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { findRegisterEntry } from '@/db/queries/register.queries';
import { audit } from '@/server/audit/audit';
import type { RegisterGuidanceInput } from '@/server/domain/guidance/guidance-event';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import type { TenantScope } from '@/server/tenancy/scope';

interface Subject {
  subjectTenantId: number | null;
  subjectName: string;
  subjectKind: string;
}

/** Units with a workspace that this tenant may guide, and others by their name; each once. */
const subjectsOf = async (tdb: TenantDb, scope: TenantScope, input: RegisterGuidanceInput): Promise<Subject[]> => {
  const units = new Map((await listUnitsServed(tdb)).map((unit) => [unit.tenantId, unit]));
  const known = [...new Set(input.unitTenantIds)].map((unitTenantId) => {
    const unit = units.get(unitTenantId);
    if (!unit) throw new AppError('NOT_FOUND', `tenant ${unitTenantId} is not guided by ${scope.tenantId}`);
    return { subjectTenantId: unit.tenantId, subjectName: unit.name, subjectKind: unit.kind };
  });
  const others = new Map(input.otherUnits.map(({ name, kind }) => [name, kind]));
  const named = [...others].map(([name, kind]) => ({ subjectTenantId: null, subjectName: name, subjectKind: kind }));
  if (known.length + named.length === 0) {
    throw new AppError('BAD_INPUT', 'an act of guidance names a unit', { unitTenantIds: true });
  }
  return [...known, ...named];
};

/** The unit whose demand the act was about; it must be among those that were guided. */
const unitOfFinding = async (
  tdb: TenantDb,
  scope: TenantScope,
  findingId: string | undefined,
  subjects: readonly Subject[],
): Promise<number | null> => {
  if (findingId === undefined) return null;
  const finding = await findIssuedFinding(tdb, scope.tenantId, findingId);
  if (!finding || !subjects.some((subject) => subject.subjectTenantId === finding.unitTenantId)) {
    throw new AppError('NOT_FOUND', `finding ${findingId} is of none of the guided units`);
  }
  return finding.unitTenantId;
};

/** The project keeps its name with the act: a register entry that is renamed later changes no past. */
const projectOf = async (
  tdb: TenantDb,
  scope: TenantScope,
  projectId: string | undefined,
): Promise<{ projectId: string | null; projectTitle: string | null }> => {
  if (projectId === undefined) return { projectId: null, projectTitle: null };
  const entry = await findRegisterEntry(tdb, scope.tenantId, projectId);
  if (entry?.registerCode !== 'guidance_project' || entry.state !== 'current') {
    throw new AppError('NOT_FOUND', `project ${projectId} is not in tenant ${scope.tenantId}`);
  }
  return { projectId: entry.id, projectTitle: entry.title };
};

const daysOf = async (tdb: TenantDb, input: RegisterGuidanceInput): Promise<string[]> => {
  const days = [...new Set([input.guidedOn, ...input.moreDays])].sort();
  if ((days.at(-1) ?? '') > (await readClock(tdb)).today) {
    throw new AppError('BAD_INPUT', 'guided in the future', { guidedOn: true });
  }
  return days;
};

/**
 * Registers one act of guidance: one event for each unit and day, which share the act's number. Only units below the own
 * one, or that transfer to it, are known by their workspace; others are written by their name.
 */
export const registerGuidance = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RegisterGuidanceInput,
): Promise<{ actId: string; guidanceIds: string[] }> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'guidance is registered by a person');
  refuseClassified(
    input.topic,
    input.result,
    input.partners,
    input.attendees,
    ...input.otherUnits.map((unit) => unit.name),
  );
  const subjects = await subjectsOf(tdb, scope, input);
  const findingUnit = await unitOfFinding(tdb, scope, input.findingId, subjects);
  const days = await daysOf(tdb, input);
  const actId = uuidv7();
  const guides = input.guides.length > 0 ? [...new Set(input.guides)] : [scope.actorName];
  const facts = {
    mode: input.mode,
    programme: input.programme,
    topic: input.topic,
    hours: String(input.hours),
    guides,
    partners: input.partners ?? '',
    result: input.result ?? '',
    personCount: input.personCount,
    attendees: input.attendees ?? '',
    ...(await projectOf(tdb, scope, input.projectId)),
  };
  const rows = days.flatMap((guidedOn) =>
    subjects.map((subject) => ({
      tenantId: scope.tenantId,
      id: uuidv7(),
      actId,
      ...subject,
      ...facts,
      findingId: findingUnit !== null && subject.subjectTenantId === findingUnit ? (input.findingId ?? null) : null,
      questionId: null,
      guidedOn,
      createdBy: accountId,
    })),
  );
  await insertGuidanceEvents(tdb, rows);
  const guidanceIds = rows.map((row) => row.id);
  const photos = [...new Set(input.photoObjectIds)];
  const key = { tenantId: scope.tenantId, eventIds: guidanceIds };
  if (photos.length > 0 && (await insertGuidancePhotos(tdb, key, photos)) !== photos.length * guidanceIds.length) {
    throw new AppError('NOT_FOUND', 'a photo is not stored in this tenant');
  }
  await audit(tdb, scope, {
    action: 'guidance.register',
    objectKind: 'guidance_event',
    objectId: guidanceIds[0] ?? null,
    objectLabel: input.topic,
    detail: { units: subjects.map((one) => one.subjectName), mode: input.mode, days, photos: photos.length },
  });
  return { actId, guidanceIds };
};
