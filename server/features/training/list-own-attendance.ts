import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { listOwnAttendance as listOwnAttendanceRows } from '@/db/queries/training-dispatch.queries';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import {
  checkInBody,
  currentInvitation,
  type listOwnAttendanceInput,
  type OwnAttendanceView,
} from '@/server/domain/training/course-attendance';
import type { TenantScope } from '@/server/tenancy/scope';

const answerCursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** 参训记录 of the unit's own people, from the unit's own answers. */
export const listOwnAttendance = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: z.infer<typeof listOwnAttendanceInput>,
): Promise<Page<OwnAttendanceView>> => {
  const { direction, limit, year } = input;
  const cursor = decodeCursor(answerCursor, input.cursor);
  const rows = await listOwnAttendanceRows(tdb, { tenantId: scope.tenantId, year }, { cursor, direction, limit });
  const options = { limit, direction, hasCursor: cursor !== undefined, total: null };
  const { rows: shown, page } = cutPage(rows, options, (row) => encodeCursor([row.checkedInAt, row.id]));
  const views = shown.flatMap((row) => {
    const [answer, invitation] = [checkInBody.safeParse(row.answer), currentInvitation.safeParse(row.invitation)];
    if (!answer.success || !invitation.success) return [];
    const { title, heldOn, hours } = invitation.data;
    const { id, organiserName, checkedInAt } = row;
    return [{ id, personName: answer.data.personName, title, organiserName, heldOn, hours, checkedInAt }];
  });
  return { rows: views, page };
};
