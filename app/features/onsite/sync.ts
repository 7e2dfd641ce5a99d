import { failureOf, workspaceClient } from '@/app/lib/trpc';
import type { SaveAnswerInput } from '@/server/domain/inspection/onsite';
import { answerText } from '@/server/domain/inspection/onsite-vocabulary';
import { type AppErrorCode, isAppErrorCode } from '@/server/domain/shared/app-error';
import { hasPicture, packId } from './drafts';
import { patience, sha256Hex, sha256OfText } from './phone';
import {
  type LocalAnswer,
  type LocalPhoto,
  type LocalSignature,
  type LocalWithdrawal,
  type Owner,
  readEverything,
  type StoreName,
  transact,
} from './store';

/**
 * How a round ended. `later`: no network or a busy server, so try again; `signedOut`: the person must sign in first;
 * `refused`: the server has said no to some of it; it stays on the phone and can be exported.
 */
export type SyncOutcome = 'done' | 'later' | 'signedOut' | 'refused';

/** A change is sent when its author has paused: not every letter is an answer. */
const PAUSE_MS = 3_000;
const LATER: readonly AppErrorCode[] = ['RATE_LIMITED', 'TIMED_OUT', 'INTERNAL'];
const PATIENCE_MS = 90_000;

const markSending = (store: Exclude<StoreName, 'packs'>, id: string, seenAt?: number): Promise<boolean> =>
  transact(async (tx) => {
    const row = await tx.get(store, id);
    // It was changed again, or taken back, since the round began.
    if (!row || ('changedAt' in row && seenAt !== undefined && row.changedAt !== seenAt)) return false;
    if (row.state !== 'sending') tx.put(store, { ...row, state: 'sending', refusal: null });
    return true;
  });

const markRefused = (store: Exclude<StoreName, 'packs'>, id: string, refusal: string): Promise<void> =>
  transact(async (tx) => {
    const row = await tx.get(store, id);
    if (row) tx.put(store, { ...row, state: 'refused', refusal });
  });

/** What was sent and what was stored differ: the phone keeps its own. */
class NotTheSame extends Error {}

const sendAnswer = async (slug: string, { id, owner, inspectionId, content }: LocalAnswer): Promise<void> => {
  const input = { ...content, basedOn: [...content.basedOn] } as SaveAnswerInput;
  const kept = await workspaceClient(slug).onsite.saveAnswer.mutate(input, {
    context: { idempotencyKey: id },
    ...patience(PATIENCE_MS),
  });
  if (kept.sha256 !== (await sha256OfText(answerText(content)))) throw new NotTheSame();
  await transact(async (tx) => {
    const local = await tx.get('packs', packId(owner, inspectionId));
    if (local) {
      const others = local.pack.standing.filter((answer) => answer.itemCode !== content.itemCode);
      tx.put('packs', { ...local, pack: { ...local.pack, standing: [...others, ...kept.standing] } });
    }
    tx.remove('answers', id);
  });
};

const refusalOf = async (response: Response): Promise<Error> => {
  const answer = (await response.json().catch(() => null)) as { error?: { data?: { appCode?: unknown } } } | null;
  const code = answer?.error?.data?.appCode;
  return new Refusal(isAppErrorCode(code) ? code : response.status >= 500 ? 'INTERNAL' : 'BAD_INPUT');
};
class Refusal extends Error {
  constructor(readonly code: AppErrorCode) {
    super(code);
  }
}

const sendPhoto = async (slug: string, photo: LocalPhoto): Promise<void> => {
  const { id, owner, inspectionId, itemCode, fileName, takenAt, place, wasReduced, sha256 } = photo;
  const facts = {
    id,
    inspectionId,
    itemCode,
    fileName,
    takenAt,
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
    accuracyMetres: place?.accuracyMetres ?? null,
    wasReduced,
    sha256,
  };
  const response = await fetch(`/w/${slug}/onsite-photos`, {
    method: 'POST',
    headers: { 'X-Photo': encodeURIComponent(JSON.stringify(facts)), 'Content-Type': 'application/octet-stream' },
    body: photo.blob,
    ...patience(PATIENCE_MS),
  });
  if (!response.ok) throw await refusalOf(response);
  const kept = (await response.json()) as { id: string; sha256: string };
  if (kept.sha256 !== sha256) throw new NotTheSame();
  await transact(async (tx) => {
    const local = await tx.get('packs', packId(owner, inspectionId));
    if (local && !local.pack.photos.some((known) => known.id === kept.id)) {
      const photos = [...local.pack.photos, { id: kept.id, itemCode, sha256, fileName }];
      tx.put('packs', { ...local, pack: { ...local.pack, photos } });
    }
    tx.remove('photos', id);
  });
};

const sendSignature = async (slug: string, signature: LocalSignature): Promise<void> => {
  const { id, owner, inspectionId, kind, personName, personPost, reason, witnessName, signedAt } = signature;
  const { pngBase64, statement } = signature;
  const common = { id, inspectionId, personName, personPost, statement, signedAt };
  const input =
    kind === 'signed'
      ? { ...common, kind: 'signed' as const, pngBase64 }
      : { ...common, kind: 'refused' as const, reason, witnessName };
  const kept = await workspaceClient(slug).onsite.sign.mutate(input, {
    context: { idempotencyKey: id },
    ...patience(PATIENCE_MS),
  });
  const picture = Uint8Array.from(atob(pngBase64), (sign) => sign.charCodeAt(0));
  const pictureSha256 = kind === 'signed' ? await sha256Hex(picture) : null;
  const isSame =
    kept.statementSha256 === (await sha256OfText(JSON.stringify(statement))) && kept.pictureSha256 === pictureSha256;
  if (!isSame) throw new NotTheSame();
  await transact(async (tx) => {
    const local = await tx.get('packs', packId(owner, inspectionId));
    if (local) {
      const signatures = [...local.pack.signatures, { id, kind, personName, personPost, signedAt }];
      tx.put('packs', { ...local, pack: { ...local.pack, signatures } });
    }
    tx.remove('signatures', id);
  });
};

/** Asked again because nobody heard the answer, it was withdrawn the first time: that is what was wanted. */
const sendWithdrawal = async (slug: string, { id, inspectionId, reason }: LocalWithdrawal): Promise<void> => {
  try {
    await workspaceClient(slug).onsite.withdrawPhoto.mutate(
      { inspectionId, photoId: id, reason },
      patience(PATIENCE_MS),
    );
  } catch (error) {
    if (failureOf(error).code !== 'PHOTO_WITHDRAWN') throw error;
  }
  await transact(async (tx) => tx.remove('withdrawals', id));
};

const codeOf = (error: unknown): AppErrorCode | null =>
  error instanceof NotTheSame ? 'UPLOAD_DAMAGED' : error instanceof Refusal ? error.code : failureOf(error).code;

interface Sending {
  store: Exclude<StoreName, 'packs'>;
  id: string;
  seenAt?: number;
  send: () => Promise<void>;
}

/** Sends one thing. Null: it went well, or has changed and waits for the next round. */
const sendOne = async ({ store, id, seenAt, send }: Sending): Promise<Exclude<SyncOutcome, 'done'> | null> => {
  if (!(await markSending(store, id, seenAt))) return null;
  try {
    await send();
    return null;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'SIGNED_OUT') return 'signedOut';
    if (code === null || LATER.includes(code)) return 'later';
    await markRefused(store, id, code);
    return 'refused';
  }
};

const collect = async (owner: Owner, slug: string, all: boolean): Promise<Sending[]> => {
  const { packs, answers, photos, signatures, withdrawals } = await readEverything(owner);
  const packOf = (inspectionId: string) => packs.find((local) => local.inspectionId === inspectionId)?.pack;
  const isDue = (row: { state: string }) => row.state !== 'refused' || all;
  // 须有照片: a conclusion goes after its photo, and again once there is one.
  const isProof = ({ inspectionId, itemCode }: LocalPhoto) =>
    packOf(inspectionId)?.items.some((item) => item.code === itemCode && item.needsPhoto) ?? false;
  const hasProof = ({ inspectionId, content }: LocalAnswer) => {
    const pack = packOf(inspectionId);
    return pack !== undefined && hasPicture(pack, photos, content.itemCode);
  };
  const isDueAnswer = (answer: LocalAnswer) => isDue(answer) || (answer.refusal === 'PHOTO_NEEDED' && hasProof(answer));
  const due = photos.filter(isDue).sort((a, b) => a.takenAt.localeCompare(b.takenAt));
  const sendPhotos = (these: readonly LocalPhoto[]): Sending[] =>
    these.map((photo) => ({ store: 'photos', id: photo.id, send: () => sendPhoto(slug, photo) }));
  const isRipe = (answer: LocalAnswer) => all || answer.state === 'sending' || Date.now() - answer.changedAt > PAUSE_MS;
  return [
    ...sendPhotos(due.filter(isProof)),
    ...withdrawals.filter(isDue).map((withdrawal) => ({
      store: 'withdrawals' as const,
      id: withdrawal.id,
      send: () => sendWithdrawal(slug, withdrawal),
    })),
    ...answers
      .filter((answer) => isDueAnswer(answer) && isRipe(answer))
      // An answer is built upon earlier ones: the server must know these first.
      .sort((a, b) => a.content.madeAt.localeCompare(b.content.madeAt))
      .map((answer) => ({
        store: 'answers' as const,
        id: answer.id,
        seenAt: answer.changedAt,
        send: () => sendAnswer(slug, answer),
      })),
    ...sendPhotos(due.filter((photo) => !isProof(photo))),
    ...signatures.filter(isDue).map((signature) => ({
      store: 'signatures' as const,
      id: signature.id,
      send: () => sendSignature(slug, signature),
    })),
  ];
};

const runRound = async (owner: Owner, slug: string, all: boolean, told: () => void): Promise<SyncOutcome> => {
  let outcome: SyncOutcome = 'done';
  for (const sending of await collect(owner, slug, all)) {
    const failed = await sendOne(sending);
    told();
    // Without network or session the rest would fail alike; a single refusal holds up nothing else.
    if (failed === 'later' || failed === 'signedOut') return failed;
    if (failed) outcome = failed;
  }
  return outcome;
};

/**
 * One round: answer by answer, photo by photo, each let go of only when the server has named its digest. Two windows
 * take turns; were they both to send, the server would keep each thing once all the same.
 * @param all also what its author may still be writing, and what was refused before
 * @param told called after each thing, for the screen to count along
 */
export const sync = async (owner: Owner, slug: string, all: boolean, told: () => void): Promise<SyncOutcome> => {
  const round = () => runRound(owner, slug, all, told);
  if (!('locks' in navigator)) return round();
  return navigator.locks.request('lantai-onsite-sync', { ifAvailable: true }, (lock) => (lock ? round() : 'later'));
};
