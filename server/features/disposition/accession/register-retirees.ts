import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { insertRetirees } from '@/db/queries/disposition-retiree.queries';
import { findStoredObject } from '@/db/queries/object.queries';
import { audit } from '@/server/audit/audit';
import type { RegisterRetireesInput } from '@/server/domain/disposition/accession';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { readRetirees } from './read-retirees.ts';
import { writeAccession } from './write-accession.ts';

/** 接收国企退休人员档案: the enterprise's delivery with its list of persons; volumes and persons are summed from the list. */
export const registerRetirees = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RegisterRetireesInput,
  objects: ObjectStore,
): Promise<{ accessionId: string; persons: number; volumes: number }> => {
  const { tenantId } = scope;
  refuseClassified(input.enterpriseName, input.place, input.handedOverBy, input.handledBy, input.remarks);
  if (input.receivedOn > (await readToday(tdb))) throw new AppError('BAD_INPUT', 'received in the future');
  const object = await findStoredObject(tdb, tenantId, input.objectId);
  if (object?.state !== 'stored')
    throw new AppError('NOT_FOUND', `object ${input.objectId} is not in tenant ${tenantId}`);
  const persons = await readRetirees(objects, object);
  if (persons.length === 0) throw new AppError('WORKBOOK_HAS_NO_HEADER', 'no person in the list');
  refuseClassified(...persons.map((person) => person.remarks));
  const volumes = persons.reduce((sum, person) => sum + person.volumeCount, 0);
  const line = { categoryCode: 'ZY·TX', yearFrom: null, yearTo: null };
  const { accessionId, accessionNumber } = await writeAccession(tdb, scope, {
    sourceKind: 'enterprise',
    transferorKind: 'enterprise',
    transferorOwnership: input.ownership,
    sourceName: input.enterpriseName,
    mode: 'transfer',
    programme: 'soe_retirees',
    topics: [],
    receivedOn: input.receivedOn,
    place: input.place,
    handedOverBy: input.handedOverBy,
    handledBy: input.handledBy,
    remarks: input.remarks,
    lines: [
      ...(volumes > 0 ? [{ ...line, unit: 'volume', quantity: volumes }] : []),
      { ...line, unit: 'person', quantity: persons.length },
    ],
  });
  await insertRetirees(tdb, { tenantId, accessionId }, persons);
  await audit(tdb, scope, {
    action: 'disposition.registerRetirees',
    objectKind: 'accession',
    objectId: accessionId,
    objectLabel: accessionNumber,
    detail: { enterprise: input.enterpriseName, ownership: input.ownership, persons: persons.length, volumes },
  });
  return { accessionId, persons: persons.length, volumes };
};
