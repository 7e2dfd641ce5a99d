import { createHash, createHmac } from 'node:crypto';
import type { DrawHashes } from '@/server/domain/inspection/draw';

/** Node's own digests for the draw. */
export const drawHashes: DrawHashes = {
  sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  hmacSha256: (key, text) => createHmac('sha256', key).update(text, 'utf8').digest('hex'),
};
