import type { TenantDb } from '@/db/client';
import { findSignature, insertSignature, type SignatureRow } from '@/db/queries/onsite.queries';
import { audit } from '@/server/audit/audit';
import { type SavedSignature, type SignInput, siteStatement } from '@/server/domain/inspection/onsite';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { markStarted, requireRunning, sha256Of } from './onsite-views.ts';

const LARGEST_DRAWING = 400_000;

/** jsonb keeps no order of keys: the digest is made of the statement in the order of its schema. */
const digestOfStatement = (statement: unknown): string => sha256Of(JSON.stringify(siteStatement.parse(statement)));

const isSame = (stored: SignatureRow, input: SignInput): boolean =>
  stored.inspectionId === input.inspectionId &&
  stored.kind === input.kind &&
  stored.personName === input.personName &&
  stored.personPost === input.personPost &&
  stored.signedAt === new Date(input.signedAt).toISOString() &&
  stored.statementSha256 === digestOfStatement(input.statement);

/**
 * 签字, or that it was refused, why, and who saw it. What was on the screen is kept with it as it was: answers that come
 * in later change nothing of what was signed.
 */
export const signOnSite = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: SignInput,
): Promise<SavedSignature> => {
  const refusal = input.kind === 'refused' ? { reason: input.reason, witnessName: input.witnessName } : null;
  refuseClassified(refusal?.reason, ...input.statement.lines.map((line) => line.note));
  const inspection = await requireRunning(tdb, scope, input.inspectionId);
  const statementSha256 = digestOfStatement(input.statement);
  const picture = input.kind === 'signed' ? Buffer.from(input.pngBase64, 'base64') : null;
  const pictureSha256 = picture && sha256Of(picture);
  const earlier = await findSignature(tdb, scope.tenantId, input.id);
  if (earlier && !isSame(earlier, input)) throw new AppError('CONFLICT', `signature ${input.id} is another one`);
  if (!earlier) {
    const drawing = picture
      ? await storeUpload(tdb, scope, objects, {
          stream: picture,
          fileName: `签字_${input.personName}.png`,
          maxBytes: LARGEST_DRAWING,
          accept: ['image/png'],
        })
      : null;
    await insertSignature(tdb, {
      tenantId: scope.tenantId,
      id: input.id,
      inspectionId: inspection.id,
      kind: input.kind,
      personName: input.personName,
      personPost: input.personPost,
      reason: refusal?.reason ?? null,
      witnessName: refusal?.witnessName ?? null,
      objectId: drawing?.id ?? null,
      statement: input.statement,
      statementSha256,
      signedAt: input.signedAt,
      madeBy: inspection.accountId,
      madeByName: scope.actorName,
    });
    await markStarted(tdb, scope, inspection);
  }
  await audit(tdb, scope, {
    action: 'inspection.signOnSite',
    objectKind: 'inspection',
    objectId: inspection.id,
    objectLabel: `${inspection.subjectName} ${input.personName}`,
    detail: { signatureId: input.id, kind: input.kind, statementSha256, isRepeat: Boolean(earlier) },
  });
  return { id: input.id, statementSha256, pictureSha256 };
};
