import { expect, it, vi } from 'vitest';
import { type Dropped, filesOfList, folderOf, isLeftBySystem } from './collect-files';
import { rowsInView, topOf } from './rows-in-view';
import { type Answer, type Exchange, PIECE_BYTES, SendFailure, sendFile } from './send-file';
import { isWorthAnotherTry, type Transport, UploadQueue, waitAfter } from './upload-queue';

const DIGEST = 'ab'.repeat(32);
const none = new AbortController().signal;
const dropped = (name: string, text = name, folder = ''): Dropped => ({ folder, file: new File([text], name) });

/** A server that holds bytes, loses the connection where told, and acknowledges when it has looked. */
const serverOf = (size: number, options: { loseAt?: number; held?: number } = {}) => {
  const seen: { method: string; from: number; bytes: number }[] = [];
  let held = options.held ?? 0;
  let lose = options.loseAt;
  const exchange: Exchange = async ({ method, headers, body, onSent }) => {
    const from = Number(headers['Upload-Offset'] ?? 0);
    seen.push({ method, from, bytes: body?.size ?? 0 });
    const answer = (digest: string | null): Answer => ({ status: 204, offset: held, digest, code: null });
    if (method === 'HEAD') return answer(null);
    if (from !== held) return { status: 409, offset: null, digest: null, code: 'CONFLICT' };
    if (lose === from) {
      lose = undefined;
      held += Math.floor((body?.size ?? 0) / 2);
      throw new SendFailure(null);
    }
    held += body?.size ?? 0;
    onSent(body?.size ?? 0);
    return answer(held === size ? `sha-256=${DIGEST}, sm3=${DIGEST}` : null);
  };
  return { exchange, seen };
};

it('sends a file in pieces and is done with the digest of the whole', async () => {
  const size = PIECE_BYTES * 2 + 5;
  const { exchange, seen } = serverOf(size);
  const file = new Blob([new Uint8Array(size)]);
  const sent: number[] = [];
  const digest = await sendFile({ url: '/x', file, signal: none, onSent: (bytes) => sent.push(bytes), exchange });
  expect(digest).toBe(DIGEST);
  expect(seen.map((one) => [one.method, one.from])).toEqual([
    ['HEAD', 0],
    ['PATCH', 0],
    ['PATCH', PIECE_BYTES],
    ['PATCH', PIECE_BYTES * 2],
  ]);
  expect(sent.at(-1)).toBe(size);
});

it('goes on where the server stands, also when only the acknowledgement is missing or the file is empty', async () => {
  const lost = serverOf(100, { loseAt: 0 });
  const file = new Blob([new Uint8Array(100)]);
  const send = (exchange: Exchange, body = file) =>
    sendFile({ url: '/x', file: body, signal: none, onSent: () => undefined, exchange });
  await expect(send(lost.exchange)).rejects.toMatchObject({ code: null });
  expect(await send(lost.exchange)).toBe(DIGEST);
  expect(lost.seen.at(-1)).toEqual({ method: 'PATCH', from: 50, bytes: 50 });
  expect(await send(serverOf(100, { held: 100 }).exchange)).toBe(DIGEST);
  expect(await send(serverOf(0).exchange, new Blob([]))).toBe(DIGEST);
});

const settled = (queue: UploadQueue) =>
  new Promise<void>((resolve) => {
    const look = () => {
      if (queue.snapshot().isSettled) resolve();
    };
    queue.subscribe(look);
    look();
  });

const transportOf = (over: Partial<Transport> = {}): Transport => ({
  begin: async (files) => files.map(({ file }) => ({ uploadId: file.name, isReceived: file.name.startsWith('had') })),
  send: async (_id, file, _signal, onSent) => {
    onSent(file.size);
    return DIGEST;
  },
  codeOf: (error) => (error instanceof SendFailure ? error.code : null),
  wait: async () => undefined,
  ...over,
});

it('sends only what the server has not, a few at a time, and asks for room in groups', async () => {
  const groups: number[] = [];
  let [now, most] = [0, 0];
  const plain = transportOf();
  const queue = new UploadQueue(
    transportOf({
      begin: (files) => {
        groups.push(files.length);
        return plain.begin(files);
      },
      send: async (...given) => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setTimeout(resolve));
        now -= 1;
        return plain.send(...given);
      },
    }),
  );
  queue.add(Array.from({ length: 120 }, (_, n) => dropped(`${n % 3 === 0 ? 'had' : 'new'}-${n}`)));
  await settled(queue);
  const { counts, sentBytes, bytes } = queue.snapshot();
  expect(counts).toMatchObject({ known: 40, done: 80, refused: 0 });
  expect(sentBytes).toBe(bytes);
  expect(most).toBeLessThanOrEqual(4);
  expect(groups.length).toBeLessThan(8);
});

it('tries again while the network is away, and keeps the reason of a refusal', async () => {
  let faults = 3;
  const waits: number[] = [];
  const queue = new UploadQueue(
    transportOf({
      send: async (id, file, _signal, onSent) => {
        if (id === '病毒.exe') throw new SendFailure('UPLOAD_HARMFUL');
        faults -= 1;
        if (faults >= 0) throw new SendFailure(null);
        onSent(file.size);
        return DIGEST;
      },
      wait: async (milliseconds) => {
        waits.push(milliseconds);
      },
    }),
  );
  queue.add([dropped('一.jpg')]);
  await settled(queue);
  queue.add([dropped('病毒.exe')]);
  await settled(queue);
  expect(waits).toEqual([1_000, 2_000, 4_000]);
  expect(queue.snapshot().entries.map((entry) => [entry.state, entry.code])).toEqual([
    ['done', null],
    ['refused', 'UPLOAD_HARMFUL'],
  ]);
});

it('holds on when paused and goes on when resumed; a full store holds the whole queue', async () => {
  let isFull = true;
  const queue = new UploadQueue(
    transportOf({
      begin: async (files) => {
        if (isFull) throw new SendFailure('STORAGE_FULL');
        return transportOf().begin(files);
      },
    }),
  );
  queue.pause();
  queue.add(Array.from({ length: 10 }, (_, n) => dropped(`${n}.jpg`)));
  expect(queue.snapshot()).toMatchObject({ isPaused: true, counts: { waiting: 10 } });
  queue.resume();
  await vi.waitFor(() => expect(queue.snapshot()).toMatchObject({ isPaused: true, isSettled: false }));
  isFull = false;
  queue.retryRefused();
  await settled(queue);
  expect(queue.snapshot().counts.done).toBe(10);
});

it('waits longer each time, without end for a lost network and with an end for a fault', () => {
  expect([1, 2, 3, 7, 40].map(waitAfter)).toEqual([1_000, 2_000, 4_000, 60_000, 60_000]);
  expect(isWorthAnotherTry(null, 500)).toBe(true);
  expect(isWorthAnotherTry('INTERNAL', 6)).toBe(false);
  expect(isWorthAnotherTry('UPLOAD_TYPE_REFUSED', 1)).toBe(false);
});

it('keeps folders, drops what systems leave behind, and counts as people do', () => {
  expect(folderOf('/扫描/卷一/001.jpg')).toBe('扫描/卷一');
  expect(['.DS_Store', 'Thumbs.db', '~$目录.docx', '001.jpg'].filter(isLeftBySystem)).toHaveLength(3);
  const names = filesOfList([new File([], '10.jpg'), new File([], '2.jpg'), new File([], 'Thumbs.db')]);
  expect(names.map(({ file }) => file.name)).toEqual(['2.jpg', '10.jpg']);
});

it('shows only the lines in view of thousands, wherever one stands', () => {
  const heights = { refused: 64, plain: 36 };
  const list = { total: 5_000, refused: 10 };
  expect(rowsInView(list, heights, { top: 0, height: 360 })).toEqual([0, 14]);
  expect(topOf(10, list, heights)).toBe(640);
  expect(topOf(5_000, list, heights)).toBe(640 + 4_990 * 36);
  const [from, to] = rowsInView(list, heights, { top: topOf(3_000, list, heights), height: 360 });
  expect([from, to]).toEqual([2_992, 3_019]);
  const [first, end] = rowsInView(list, heights, { top: topOf(5_000, list, heights) - 360, height: 360 });
  expect([first, end]).toEqual([4_982, 5_000]);
  expect(rowsInView({ total: 0, refused: 0 }, heights, { top: 0, height: 360 })).toEqual([0, 0]);
});

it('does not ask after what was begun just now, and says a busy server and a lost network apart', async () => {
  const asked: boolean[] = [];
  let faults = 1;
  const seen: boolean[] = [];
  const queue = new UploadQueue(
    transportOf({
      begin: async (files) => files.map(({ file }) => ({ uploadId: file.name, isReceived: false, isNew: true })),
      send: async (_id, file, _signal, onSent, isNew) => {
        asked.push(isNew);
        faults -= 1;
        if (faults >= 0) throw new SendFailure('RATE_LIMITED');
        onSent(file.size);
        return DIGEST;
      },
      wait: async () => {
        seen.push(queue.snapshot().isOffline);
      },
    }),
  );
  queue.add([dropped('一.jpg')]);
  await settled(queue);
  expect(asked).toEqual([true, false]);
  expect(seen).toEqual([false]);
});
