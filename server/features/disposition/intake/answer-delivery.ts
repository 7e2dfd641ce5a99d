import type { TenantDb } from '@/db/client';
import type { IntakeRow } from '@/db/queries/disposition-intake.queries';
import type { AnswerBody, AnsweredRecord } from '@/server/domain/disposition/transfer';
import { sendDispatch } from '@/server/features/tenancy';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';

const LIST_BYTES = 100_000_000;

/** 接收回执: tells the unit what became of each record of the delivery. */
export const answerDelivery = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  intake: IntakeRow,
  answer: {
    answers: readonly AnsweredRecord[];
    facts: Omit<AnswerBody, 'batchId' | 'batchNumber' | 'round' | 'receivedByName'>;
  },
): Promise<{ dispatchId: string; sha256: string }> => {
  const { batchId, batchNumber, round } = intake;
  const list = await storeUpload(tdb, scope, objects, {
    stream: Buffer.from(JSON.stringify(answer.answers)),
    fileName: `接收回执_${batchNumber}_第${round}次.json`,
    maxBytes: LIST_BYTES,
  });
  const receivedByName = intake.decidedByName ?? scope.actorName;
  const body: AnswerBody = { batchId, batchNumber, round, receivedByName, ...answer.facts };
  const sent = await sendDispatch(tdb, scope, {
    addresseeTenantId: intake.senderTenantId,
    kind: 'transfer_answer',
    documentNumber: answer.facts.accessionNumber ?? undefined,
    title: `接收回执：${intake.title}`.slice(0, 200),
    body,
    objectId: batchId,
    inReplyTo: intake.dispatchId,
    attachments: [list.id],
  });
  return { dispatchId: sent.id, sha256: list.sha256 };
};
