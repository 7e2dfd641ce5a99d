import type { TenantDb } from '@/db/client';
import { findReservation } from '@/db/queries/use-reservation.queries';
import { keepPdf } from '@/server/documents/keep-pdf';
import { AppError } from '@/server/domain/shared/app-error';
import { shanghaiDay } from '@/server/domain/shared/dates';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

/** 受理回执 for the reader: the number of the case, its code, and where both are typed in. */
export const printReceipt = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { reservationId: string; origin: string },
): Promise<FileReference> => {
  const row = await findReservation(tdb, scope.tenantId, input.reservationId);
  if (!row) throw new AppError('NOT_FOUND', `reservation ${input.reservationId} is not in tenant ${scope.tenantId}`);
  return keepPdf(tdb, scope, objects, {
    title: '查档受理回执',
    documentNumber: row.caseNumber,
    unitName: scope.tenantName,
    sections: [
      {
        kind: 'facts',
        rows: [
          { label: '申请人', value: row.readerName },
          { label: '查档内容', value: row.subject },
          { label: '受理日期', value: shanghaiDay(row.askedAt) },
          { label: '约定日期', value: row.wishedOn },
          { label: '办件编号', value: row.caseNumber },
          { label: '查询码', value: row.lookupCode },
          { label: '查询网址', value: `${input.origin}/case/${scope.tenantSlug}` },
        ],
      },
      {
        kind: 'text',
        heading: '怎样查办理进度',
        paragraphs: [
          '打开上面的网址，填办件编号和查询码，就能看到办到哪一步，不用注册。',
          '一小时内填错五次，要过一小时再查。查询码不要告诉别人。',
        ],
      },
    ],
    action: 'reservation.printReceipt',
    objectKind: 'reading_reservation',
    objectId: row.id,
  });
};
