import { randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { CHECK_IN_CODE_DIGITS } from '@/server/domain/training/course-attendance';

/*
 * The code stands on the screen in the room and nowhere else. An invitation carries a slow digest of it, so that a
 * unit's workspace can tell a wrong code without ever holding the right one. Whether a check-in counts is decided by
 * the organiser, who has the code, when it takes the check-in in.
 */
const DIGEST_BYTES = 16;
const derive = promisify<string, string, number, Buffer>(scrypt);

export const newCheckInCode = (): string =>
  String(randomInt(0, 10 ** CHECK_IN_CODE_DIGITS)).padStart(CHECK_IN_CODE_DIGITS, '0');

export const digestOfCode = async (code: string, sessionId: string): Promise<string> =>
  (await derive(code, sessionId, DIGEST_BYTES)).toString('hex');

export const isCodeOfDigest = async (code: string, sessionId: string, digest: string): Promise<boolean> => {
  const expected = Buffer.from(digest, 'hex');
  return expected.length === DIGEST_BYTES && timingSafeEqual(await derive(code, sessionId, DIGEST_BYTES), expected);
};
