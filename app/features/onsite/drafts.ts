import { shrunk } from '@/app/lib/upload';
import type { OnsitePack, SiteAnswerView } from '@/server/domain/inspection/onsite';
import {
  HUGE_PHOTO,
  MOST_BASED_ON,
  type SiteAnswerContent,
  standingAnswers,
} from '@/server/domain/inspection/onsite-vocabulary';
import { newId, type Place, sha256Hex } from './phone';
import { type LocalAnswer, type LocalPhoto, type LocalSignature, type Owner, transact } from './store';

/* Writing on the phone. Each of these has happened when it answers: the phone may be switched off the moment after. */

export const packId = (owner: Owner, inspectionId: string): string => `${owner}/${inspectionId}`;

export const keepPack = (owner: Owner, pack: OnsitePack): Promise<void> =>
  transact(async (tx) => {
    // What is about to be withdrawn is no evidence any more, whatever the server has heard of it.
    const gone = new Set((await tx.list('withdrawals', owner)).map(({ photo }) => photo.id));
    const photos = pack.photos.filter((photo) => !gone.has(photo.id));
    const { inspectionId } = pack;
    tx.put('packs', { id: packId(owner, inspectionId), owner, inspectionId, pack: { ...pack, photos } });
  });

export const dropPack = (owner: Owner, inspectionId: string): Promise<void> =>
  transact(async (tx) => tx.remove('packs', packId(owner, inspectionId)));

type Words = Partial<Pick<SiteAnswerContent, 'verdict' | 'value' | 'outOf' | 'note' | 'severity'>>;
const EMPTY = { verdict: null, value: null, outOf: null, note: '', severity: null };

export interface ItemKey {
  owner: Owner;
  inspectionId: string;
  itemCode: string;
}

const isOf = ({ content }: LocalAnswer, key: ItemKey): boolean =>
  content.inspectionId === key.inspectionId && content.itemCode === key.itemCode;

/**
 * Writes down what changed of the answer to an item. What may have reached the server stays as it is, and a new answer
 * is built upon it.
 * @param settles whether this one shall stand instead of all that stand now
 */
export const writeAnswer = (key: ItemKey, words: Words, settles = false): Promise<void> =>
  transact(async (tx) => {
    const pack = (await tx.get('packs', packId(key.owner, key.inspectionId)))?.pack;
    const local = (await tx.list('answers', key.owner)).filter((answer) => isOf(answer, key));
    const open = local.find((answer) => answer.state !== 'sending');
    const known: SiteAnswerContent[] = [
      ...(pack?.standing ?? []).filter((answer) => answer.itemCode === key.itemCode),
      ...local.filter((answer) => answer.state === 'sending').map((answer) => answer.content),
    ];
    const standing = standingAnswers(known);
    const stand = { basedOn: standing.map((answer) => answer.id).slice(-MOST_BASED_ON) };
    const { verdict, value, outOf, note, severity } = open?.content ?? standing.at(-1) ?? { ...EMPTY };
    const content: SiteAnswerContent = {
      id: open?.id ?? newId(),
      inspectionId: key.inspectionId,
      itemCode: key.itemCode,
      verdict,
      value,
      outOf,
      note,
      severity,
      basedOn: open && !settles ? open.content.basedOn : stand.basedOn,
      ...words,
      madeAt: new Date().toISOString(),
    };
    const { id } = content;
    const { owner, inspectionId } = key;
    tx.put('answers', { id, owner, inspectionId, content, state: 'draft', refusal: null, changedAt: Date.now() });
  });

/** The picture as bytes of its own: a phone's gallery may take the file away behind it. */
const copyOf = async (file: File): Promise<{ blob: Blob; bytes: ArrayBuffer; wasReduced: boolean }> => {
  const picture = file.size > HUGE_PHOTO.bytes ? await shrunk(file, HUGE_PHOTO.shrunkEdge) : file;
  const bytes = await picture.arrayBuffer();
  return { blob: new Blob([bytes], { type: picture.type }), bytes, wasReduced: picture !== file };
};

/** Keeps a photo. Answers false when the item has the very same picture already. */
export const keepPhoto = async (key: ItemKey, file: File, place: Place | null): Promise<boolean> => {
  const { blob, bytes, wasReduced } = await copyOf(file);
  const sha256 = await sha256Hex(bytes);
  const { owner, inspectionId, itemCode } = key;
  return transact(async (tx) => {
    const local = await tx.list('photos', owner);
    const sent = (await tx.get('packs', packId(owner, inspectionId)))?.pack.photos ?? [];
    const isThere =
      local.some(
        (photo) => photo.inspectionId === inspectionId && photo.itemCode === itemCode && photo.sha256 === sha256,
      ) || sent.some((photo) => photo.itemCode === itemCode && photo.sha256 === sha256);
    if (isThere) return false;
    tx.put('photos', {
      id: newId(),
      owner,
      inspectionId,
      itemCode,
      fileName: file.name || 'photo.jpg',
      takenAt: new Date().toISOString(),
      place,
      wasReduced,
      sha256,
      blob,
      state: 'draft',
      refusal: null,
    });
    return true;
  });
};

/** Takes back a photo that has not left the phone. One that may have arrived is evidence and stays. */
export const dropPhoto = (photoId: string): Promise<void> =>
  transact(async (tx) => {
    const photo = await tx.get('photos', photoId);
    if (photo && photo.state !== 'sending') tx.remove('photos', photoId);
  });

/** 作废 of a photo that has arrived: it is struck out here at once, and at the desk when the server hears of it. */
export const withdrawPhoto = (
  { owner, inspectionId }: ItemKey,
  photo: OnsitePack['photos'][number],
  reason: string,
): Promise<void> =>
  transact(async (tx) => {
    const local = await tx.get('packs', packId(owner, inspectionId));
    if (local) {
      const photos = local.pack.photos.filter((known) => known.id !== photo.id);
      tx.put('packs', { ...local, pack: { ...local.pack, photos } });
    }
    tx.put('withdrawals', { id: photo.id, owner, inspectionId, photo, reason, state: 'draft', refusal: null });
  });

/** Takes the withdrawal back, as long as the server cannot have heard of it. */
export const keepWithdrawn = (owner: Owner, photoId: string): Promise<void> =>
  transact(async (tx) => {
    const row = await tx.get('withdrawals', photoId);
    if (!row || row.state === 'sending') return;
    const local = await tx.get('packs', packId(owner, row.inspectionId));
    if (local && !local.pack.photos.some((known) => known.id === photoId))
      tx.put('packs', { ...local, pack: { ...local.pack, photos: [...local.pack.photos, row.photo] } });
    tx.remove('withdrawals', photoId);
  });

export const keepSignature = (signature: Omit<LocalSignature, 'id' | 'state' | 'refusal'>): Promise<void> =>
  transact(async (tx) => {
    tx.put('signatures', { ...signature, id: newId(), state: 'draft', refusal: null });
  });

/** Whether an item has a photo that stands: with the server, or on this phone and not refused. */
export const hasPicture = (
  pack: Pick<OnsitePack, 'inspectionId' | 'photos'>,
  local: readonly LocalPhoto[],
  itemCode: string,
): boolean =>
  pack.photos.some((photo) => photo.itemCode === itemCode) ||
  local.some(
    (photo) => photo.inspectionId === pack.inspectionId && photo.itemCode === itemCode && photo.state !== 'refused',
  );

/** What stands of an item on this phone: the server's answers as last heard, and the phone's own. */
export interface SeenAnswer extends SiteAnswerContent {
  /** Null for what this phone has not sent yet. */
  madeByName: string | null;
  isMine: boolean;
}
export const seenAnswers = (
  standing: readonly SiteAnswerView[],
  local: readonly LocalAnswer[],
  itemCode: string,
): SeenAnswer[] =>
  standingAnswers<SeenAnswer>([
    ...standing.filter((answer) => answer.itemCode === itemCode),
    ...local
      .filter((answer) => answer.content.itemCode === itemCode)
      .map((answer) => ({ ...answer.content, madeByName: null, isMine: true })),
  ]);
