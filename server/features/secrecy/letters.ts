import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import {
  findLetter,
  findSignature,
  insertLetter,
  type LetterRow,
  listLetterRows,
  listSignerRows,
} from '@/db/queries/commitment-letter.queries';
import { audit } from '@/server/audit/audit';
import {
  type EnterSignatureInput,
  type IssueLetterInput,
  type LetterRowView,
  type LetterView,
  type ListLettersInput,
  type ListSignersInput,
  letterRowView,
  letterView,
  type SignerView,
  type SignLetterInput,
  signerView,
} from '@/server/domain/secrecy/commitment-letter';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { enter } from '@/server/features/register';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

const letterCursor = z.tuple([z.iso.date(), z.uuid()]);
const nameCursor = z.tuple([z.string().max(100)]);

const withCounts = ({ rules, heads, ...row }: LetterRow) => ({
  ...row,
  ruleCount: rules.length,
  headCount: heads.length,
});

/** 保密承诺书各版本, the newest first, each with how many have signed and how many have not. */
export const listLetters = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListLettersInput,
): Promise<Page<LetterRowView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(letterCursor, input.cursor);
  const rows = await listLetterRows(tdb, scope.tenantId, { cursor, direction, limit });
  return cutPage(
    rows.map((row) => letterRowView.parse(withCounts(row))),
    { limit, direction, hasCursor: cursor !== undefined, total: null },
    (row) => encodeCursor([row.issuedOn, row.id]),
  );
};

const requireLetter = async (tdb: TenantDb, scope: TenantScope, letterId: string): Promise<LetterRow> => {
  const letter = await findLetter(tdb, scope.tenantId, letterId);
  if (!letter) throw new AppError('NOT_FOUND', `letter ${letterId} is not in tenant ${scope.tenantId}`);
  return letter;
};

export const getLetter = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { letterId: string },
): Promise<LetterView> => {
  const letter = await requireLetter(tdb, scope, input.letterId);
  const ownSignedOn = await findSignature(tdb, scope.tenantId, letter.version, scope.actorName);
  return letterView.parse({ ...letter, ...withCounts(letter), rules: letter.rules, heads: letter.heads, ownSignedOn });
};

/** A new wording is a new version; an issued one is changed no more, because people have put their names to it. */
export const issueLetter = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: IssueLetterInput,
): Promise<{ letterId: string }> => {
  refuseClassified(input.title, input.version, ...input.rules, ...input.heads);
  const letterId = uuidv7();
  await insertLetter(tdb, { ...input, tenantId: scope.tenantId, id: letterId, issuedByName: scope.actorName });
  await audit(tdb, scope, {
    action: 'secrecy.issueLetter',
    objectKind: 'commitment_letter',
    objectId: letterId,
    objectLabel: input.version,
    detail: { rules: input.rules.length, heads: input.heads.length },
  });
  return { letterId };
};

/** 已签 or 未签 of a version, by name. */
export const listSigners = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListSignersInput,
): Promise<Page<SignerView>> => {
  const { direction, limit, hasSigned } = input;
  const letter = await requireLetter(tdb, scope, input.letterId);
  const after = decodeCursor(nameCursor, input.cursor)?.[0];
  const question = { version: letter.version, hasSigned };
  const rows = await listSignerRows(tdb, scope.tenantId, question, { after, direction, limit });
  const total = hasSigned ? letter.signed : letter.unsigned;
  return cutPage(
    rows.map((row) => signerView.parse(row)),
    { limit, direction, hasCursor: after !== undefined, total },
    (row) => encodeCursor([row.name]),
  );
};

/** The signature stands in the register of commitments, with as many rules and heads as the wording has. */
const keepSignature = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  letter: LetterRow,
  signature: { person: string; signedOn: string; role: string },
): Promise<{ entryId: string }> => {
  if (await findSignature(tdb, scope.tenantId, letter.version, signature.person))
    throw new AppError('ALREADY_EXISTS', `${letter.version} is signed already`);
  const { entryId } = await enter(tdb, scope, objects, {
    code: 'commitment',
    values: {
      ...signature,
      version: letter.version,
      rules: letter.rules.length,
      heads: letter.heads.length,
    },
  });
  return { entryId };
};

/** One signs for oneself, with one's own name typed out. */
export const signLetter = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: SignLetterInput,
): Promise<{ entryId: string }> => {
  const letter = await requireLetter(tdb, scope, input.letterId);
  if (input.typedName !== scope.actorName) throw new AppError('LETTER_NAME_DIFFERS', 'another name was typed');
  const today = await readToday(tdb);
  return keepSignature(tdb, scope, objects, letter, { person: scope.actorName, signedOn: today, role: 'active' });
};

/** From the paper: who signed, and when. */
export const enterSignature = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: EnterSignatureInput,
): Promise<{ entryId: string }> => {
  const { letterId, ...signature } = input;
  const letter = await requireLetter(tdb, scope, letterId);
  if (signature.signedOn > (await readToday(tdb)))
    throw new AppError('BAD_INPUT', 'signed in the future', { signedOn: 'FUTURE' });
  return keepSignature(tdb, scope, objects, letter, signature);
};
