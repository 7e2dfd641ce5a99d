import { createHash, getHashes, type Hash } from 'node:crypto';
import { sm3 as sm3OfBytes } from 'sm-crypto-v2';
import type { ObjectDigests } from './object-store.ts';

const NATIVE_SM3 = getHashes().includes('sm3');

/** Node's own SM3 streams; a build of Node without it falls back to a library that needs all bytes at once. */
class Sm3 {
  private readonly native: Hash | undefined = NATIVE_SM3 ? createHash('sm3') : undefined;
  private readonly parts: Uint8Array[] = [];

  update(chunk: Uint8Array): void {
    if (this.native) this.native.update(chunk);
    else this.parts.push(chunk);
  }

  digest(): string {
    return this.native ? this.native.digest('hex') : sm3OfBytes(new Uint8Array(Buffer.concat(this.parts)));
  }
}

export interface DigestCounter {
  update(chunk: Uint8Array): void;
  /** May be asked once. */
  finish(): ObjectDigests;
}

/** Hashes both ways and counts while bytes pass by. */
export const countDigests = (): DigestCounter => {
  const sha256 = createHash('sha256');
  const sm3 = new Sm3();
  let size = 0;
  return {
    update(chunk) {
      sha256.update(chunk);
      sm3.update(chunk);
      size += chunk.length;
    },
    finish: () => ({ sha256: sha256.digest('hex'), sm3: sm3.digest(), size }),
  };
};

/** The digests of a file that goes into the record store, in one pass: OCFL names files by SHA-512. */
export const digestFile = async (source: AsyncIterable<Buffer>): Promise<ObjectDigests & { sha512: string }> => {
  const digests = countDigests();
  const sha512 = createHash('sha512');
  for await (const chunk of source) {
    digests.update(chunk);
    sha512.update(chunk);
  }
  return { ...digests.finish(), sha512: sha512.digest('hex') };
};
