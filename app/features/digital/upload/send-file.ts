import { type AppErrorCode, isAppErrorCode } from '@/server/domain/shared/app-error';

/**
 * The sending side of tus 1.0 (https://tus.io/protocols/resumable-upload): asks how far a file came, sends on in
 * pieces, and is done when the server has answered the digest of the whole file. A general client takes a file for
 * finished when its last byte is there; here it is when it was looked at and acknowledged, also an empty one.
 */
export const PIECE_BYTES = 8 * 1024 ** 2;

/** The answer said no. `code` null: there was no answer, or one that is not ours. */
export class SendFailure extends Error {
  constructor(readonly code: AppErrorCode | null) {
    super(code ?? 'no answer');
  }
}

export interface Answer {
  status: number;
  offset: number | null;
  digest: string | null;
  code: AppErrorCode | null;
}

/** One request; rejects when no answer came. */
export type Exchange = (request: {
  method: 'HEAD' | 'PATCH';
  url: string;
  headers: Readonly<Record<string, string>>;
  body: Blob | null;
  signal: AbortSignal;
  onSent: (bytes: number) => void;
}) => Promise<Answer>;

const codeOf = (body: string): AppErrorCode | null => {
  try {
    const { error } = JSON.parse(body) as { error?: { data?: { appCode?: unknown } } };
    return isAppErrorCode(error?.data?.appCode) ? error.data.appCode : null;
  } catch {
    return null;
  }
};

/** By XMLHttpRequest: fetch does not tell how much of a body has left. */
export const overNetwork: Exchange = ({ method, url, headers, body, signal, onSent }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    const fail = () => reject(new SendFailure(null));
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onerror = fail;
    request.onabort = fail;
    request.ontimeout = fail;
    request.onloadend = () => signal.removeEventListener('abort', stop);
    request.onload = () => {
      const offset = request.getResponseHeader('Upload-Offset');
      resolve({
        status: request.status,
        offset: offset === null ? null : Number(offset),
        digest: request.getResponseHeader('Upload-Digest'),
        code: codeOf(request.responseText),
      });
    };
    signal.addEventListener('abort', stop);
    request.send(body);
    if (signal.aborted) request.abort();
  });

const checked = (answer: Answer): Answer => {
  if (answer.status >= 400) throw new SendFailure(answer.code ?? (answer.status === 404 ? 'NOT_FOUND' : null));
  return answer;
};

const TUS = { 'Tus-Resumable': '1.0.0' } as const;

interface SendOptions {
  url: string;
  file: Blob;
  signal: AbortSignal;
  onSent: (bytes: number) => void;
  /** Nothing of it was sent yet. */
  isNew?: boolean;
  exchange?: Exchange;
}

/**
 * Sends what is missing of the file; answers its SHA-256 as the server found it.
 * @throws SendFailure
 */
export const sendFile = async ({
  url,
  file,
  signal,
  onSent,
  isNew = false,
  exchange = overNetwork,
}: SendOptions): Promise<string | null> => {
  const quiet = { url, signal, onSent: () => undefined };
  const asked = isNew ? null : checked(await exchange({ ...quiet, method: 'HEAD', headers: TUS, body: null }));
  let offset = asked?.offset ?? 0;
  for (;;) {
    onSent(offset);
    const start = offset;
    const body = file.slice(start, start + PIECE_BYTES);
    const headers = {
      ...TUS,
      'Upload-Offset': String(start),
      'Content-Type': 'application/offset+octet-stream',
    };
    const answer = checked(
      await exchange({
        url,
        signal,
        method: 'PATCH',
        headers,
        body,
        onSent: (bytes) => onSent(Math.min(start + bytes, file.size)),
      }),
    );
    if (answer.digest !== null) return /sha-256=([0-9a-f]{64})/.exec(answer.digest)?.[1] ?? null;
    // Nothing was taken and nothing acknowledged: to go on would be to go on for ever.
    if (answer.offset === null || answer.offset <= start) throw new SendFailure(null);
    offset = answer.offset;
  }
};
