import { z } from 'zod';
import { sha256Hex } from './phone';
import {
  type Everything,
  type LocalAnswer,
  type LocalPhoto,
  type LocalSignature,
  type LocalWithdrawal,
  type Owner,
  transact,
} from './store';

/*
 * 草稿文件, the last resort: everything that was not sent yet, as one file that another browser of the same person can
 * take in. A line that says what it is, a line of JSON, then the pictures one after another.
 */
const MARK = 'LANTAI-ONSITE-1\n';
const LONGEST_HEAD = 64;

const owned = { id: z.uuid(), inspectionId: z.uuid() };
const head = z.object({
  owner: z.string(),
  answers: z.array(z.looseObject({ ...owned, content: z.looseObject({ id: z.uuid(), itemCode: z.string() }) })),
  photos: z.array(
    z.looseObject({ ...owned, itemCode: z.string(), sha256: z.string(), type: z.string(), size: z.number() }),
  ),
  signatures: z.array(z.looseObject(owned)),
  // Files of an older version have none.
  withdrawals: z.array(z.looseObject({ ...owned, reason: z.string() })).default([]),
});

export const countUnsent = ({ answers, photos, signatures, withdrawals }: Omit<Everything, 'packs'>): number =>
  answers.length + photos.length + signatures.length + withdrawals.length;

export const exportDrafts = (owner: Owner, everything: Everything): Blob => {
  const { answers, photos, signatures, withdrawals } = everything;
  const described = photos.map(({ blob, ...photo }) => ({ ...photo, type: blob.type, size: blob.size }));
  const json = new TextEncoder().encode(JSON.stringify({ owner, answers, photos: described, signatures, withdrawals }));
  // The pictures are only named here: the browser copies them when it writes the file.
  return new Blob([MARK, `${json.length}\n`, json, ...photos.map((photo) => photo.blob)]);
};

const readHead = async (file: Blob) => {
  const start = await file.slice(0, LONGEST_HEAD).text();
  const length = start.startsWith(MARK) ? /^(\d{1,9})\n/.exec(start.slice(MARK.length))?.[1] : undefined;
  if (length === undefined) return null;
  const begin = MARK.length + length.length + 1;
  const end = begin + Number(length);
  const json: unknown = await file
    .slice(begin, end)
    .text()
    .then((text) => JSON.parse(text) as unknown)
    .catch(() => null);
  const parsed = head.safeParse(json);
  return parsed.success ? { ...parsed.data, end } : null;
};

const readPhotos = async (
  file: Blob,
  photos: z.infer<typeof head>['photos'],
  from: number,
): Promise<LocalPhoto[] | null> => {
  const read: LocalPhoto[] = [];
  let at = from;
  for (const { type, size, ...photo } of photos) {
    const bytes = await file.slice(at, at + size).arrayBuffer();
    at += size;
    if ((await sha256Hex(bytes)) !== photo.sha256) return null;
    read.push({ ...photo, blob: new Blob([bytes], { type }) } as unknown as LocalPhoto);
  }
  return read;
};

/**
 * Takes a draft file in. All of it or nothing, and what is here already stays as it is: ids tell.
 * @returns how many things came in; null when it is no draft file, is damaged, or is another person's
 */
export const importDrafts = async (owner: Owner, file: Blob): Promise<number | null> => {
  const found = await readHead(file);
  if (!found || found.owner !== owner) return null;
  const photos = await readPhotos(file, found.photos, found.end);
  if (!photos) return null;
  const answers = found.answers as unknown as LocalAnswer[];
  const signatures = found.signatures as unknown as LocalSignature[];
  const withdrawals = found.withdrawals as unknown as LocalWithdrawal[];
  return transact(async (tx) => {
    let taken = 0;
    const put = async <Row extends { id: string }>(
      name: 'answers' | 'photos' | 'signatures' | 'withdrawals',
      rows: readonly Row[],
      write: (row: Row) => void,
    ) => {
      for (const row of rows) {
        if (await tx.get(name, row.id)) continue;
        write(row);
        taken += 1;
      }
    };
    await put('answers', answers, (row) => tx.put('answers', { ...row, owner }));
    await put('photos', photos, (row) => tx.put('photos', { ...row, owner }));
    await put('signatures', signatures, (row) => tx.put('signatures', { ...row, owner }));
    await put('withdrawals', withdrawals, (row) => tx.put('withdrawals', { ...row, owner }));
    return taken;
  });
};
