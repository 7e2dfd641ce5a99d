import type { TenantKind } from '@/server/domain/tenancy/tenant';
import type { RegisterDefinition } from './register-definition.ts';
import { budget } from './registers/budget.ts';
import { commitment } from './registers/commitment.ts';
import { duty } from './registers/duty.ts';
import { equipment } from './registers/equipment.ts';
import { exhibition } from './registers/exhibition.ts';
import { fundApplication } from './registers/fund-application.ts';
import { handout } from './registers/handout.ts';
import { pestTreatment } from './registers/pest-treatment.ts';
import { repair } from './registers/repair.ts';
import { roomClimate } from './registers/room-climate.ts';
import { roomEntry } from './registers/room-entry.ts';
import { safetyCheck } from './registers/safety-check.ts';
import { staff } from './registers/staff.ts';
import { studySession } from './registers/study-session.ts';
import { submission } from './registers/submission.ts';

/** All registers. A new one is a file and a line here. */
export const REGISTERS: readonly RegisterDefinition[] = [
  roomClimate,
  safetyCheck,
  pestTreatment,
  roomEntry,
  equipment,
  repair,
  budget,
  fundApplication,
  staff,
  commitment,
  exhibition,
  handout,
  submission,
  studySession,
  duty,
];

const BY_CODE = new Map(REGISTERS.map((definition) => [definition.code, definition]));

export const registerOfCode = (code: string | undefined): RegisterDefinition | undefined =>
  code === undefined ? undefined : BY_CODE.get(code);

/** The register of that code, where a unit of this kind keeps it. */
export const findRegister = (code: string, kind: TenantKind): RegisterDefinition | undefined => {
  const definition = registerOfCode(code);
  return definition?.tenantKinds.includes(kind) ? definition : undefined;
};

export const registersOf = (kind: TenantKind): RegisterDefinition[] =>
  REGISTERS.filter((definition) => definition.tenantKinds.includes(kind));
