import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { listAttachments } from '@/db/queries/dispatch.queries';
import { AppError } from '@/server/domain/shared/app-error';
import type { ObjectStore } from '@/server/objects/object-store';
import { readObject } from '@/server/objects/read-object';

/** The list that a dispatch brought, whoever sent it: read from the sender's store, proved by its digest, then by its shape. */
export const readAttachedList = async <Row extends z.ZodType>(
  tdb: TenantDb,
  tenantId: number,
  dispatchId: string,
  objects: ObjectStore,
  row: Row,
): Promise<z.infer<Row>[]> => {
  const [file] = await listAttachments(tdb, tenantId, dispatchId);
  if (!file) throw new AppError('TRANSFER_LIST_DAMAGED', `dispatch ${dispatchId} carries no list`);
  const bytes = await readObject(objects, file);
  let content: unknown;
  try {
    content = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new AppError('TRANSFER_LIST_DAMAGED', `the list of dispatch ${dispatchId} is not JSON`);
  }
  const parsed = z.array(row).safeParse(content);
  if (!parsed.success)
    throw new AppError('TRANSFER_LIST_DAMAGED', `the list of dispatch ${dispatchId} has another shape`);
  return parsed.data;
};
