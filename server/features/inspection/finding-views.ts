import type { TenantDb } from '@/db/client';
import { listPhotos, listStandingFindings, type StandingFindingRow } from '@/db/queries/finding.queries';
import {
  type AnswerRow,
  type DispatchFileRow,
  listAnswers,
  listDispatchFiles,
} from '@/db/queries/inspection-answer.queries';
import {
  type AnswerView,
  type FindingView,
  findingView,
  rectificationBody,
  verificationBody,
} from '@/server/domain/inspection/finding';
import type { TenantScope } from '@/server/tenancy/scope';

const groupBy = <Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> => {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
};

/** The exchange about one finding, as either side reads it. */
export const toExchange = (answer: AnswerRow, files: readonly DispatchFileRow[]): Omit<AnswerView, 'findingId'> => {
  const { measure, doneOn, record, probes } = rectificationBody.parse(answer.body);
  const verdict = verificationBody.nullable().parse(answer.verdictBody);
  return {
    dispatchId: answer.dispatchId,
    senderName: answer.senderName,
    dispatchedAt: answer.dispatchedAt,
    measure,
    doneOn,
    record,
    probes,
    attachments: files.map(({ dispatchId: _dispatch, ...file }) => file),
    verdict:
      verdict && answer.verdictAt
        ? { accepted: verdict.accepted, reason: verdict.reason, dispatchedAt: answer.verdictAt }
        : null,
  };
};

const readExchanges = async (tdb: TenantDb, scope: TenantScope, findings: readonly StandingFindingRow[]) => {
  const dispatchIds = findings.flatMap((finding) => finding.dispatchId ?? []);
  const answers = await listAnswers(tdb, scope.tenantId, dispatchIds);
  const files = await listDispatchFiles(
    tdb,
    scope.tenantId,
    answers.map((answer) => answer.dispatchId),
  );
  return {
    answers: groupBy(answers, (answer) => answer.findingDispatchId),
    files: groupBy(files, (file) => file.dispatchId),
  };
};

/** The findings of an inspection with photos, answers and verifications. */
export const readFindings = async (tdb: TenantDb, scope: TenantScope, inspectionId: string): Promise<FindingView[]> => {
  const rows = await listStandingFindings(tdb, scope.tenantId, inspectionId);
  const photos = groupBy(
    await listPhotos(
      tdb,
      scope.tenantId,
      rows.map((row) => row.id),
    ),
    (photo) => photo.findingId,
  );
  const { answers, files } = await readExchanges(tdb, scope, rows);
  return rows.map((row) => {
    const exchange = (row.dispatchId ? answers.get(row.dispatchId) : undefined) ?? [];
    return findingView.parse({
      ...row,
      state: row.standing,
      photos: photos.get(row.id) ?? [],
      answers: exchange.map((answer) => ({
        ...toExchange(answer, files.get(answer.dispatchId) ?? []),
        findingId: row.id,
      })),
    });
  });
};
