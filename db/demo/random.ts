import { createHash } from 'node:crypto';

/** A generator that gives the same sequence for the same seed on every machine (xoshiro128**, seeded by SHA-256). */
export class Random {
  private readonly state: Uint32Array;

  constructor(readonly seed: string) {
    const digest = createHash('sha256').update(seed).digest();
    this.state = new Uint32Array([
      digest.readUInt32LE(0),
      digest.readUInt32LE(4),
      digest.readUInt32LE(8),
      digest.readUInt32LE(12),
    ]);
  }

  /** A generator of its own for one purpose, so that more of one thing does not shift the rest. */
  fork(purpose: string): Random {
    return new Random(`${this.seed}/${purpose}`);
  }

  next(): number {
    const s = this.state;
    const at = (index: number): number => s[index] as number;
    const rotated = Math.imul(at(1), 5);
    const result = Math.imul((rotated << 7) | (rotated >>> 25), 9) >>> 0;
    const shifted = at(1) << 9;
    s[2] = at(2) ^ at(0);
    s[3] = at(3) ^ at(1);
    s[1] = at(1) ^ at(2);
    s[0] = at(0) ^ at(3);
    s[2] = at(2) ^ shifted;
    s[3] = (at(3) << 11) | (at(3) >>> 21);
    return result / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.next() * from.length)] as T;
  }

  /** A UUID of version 7 whose time is `at`, so that ids sort as they would have been made. */
  uuid(at: Date): string {
    const hex = at.getTime().toString(16).padStart(12, '0');
    const part = (length: number): string =>
      Array.from({ length }, () => Math.floor(this.next() * 16).toString(16)).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8)}-7${part(3)}-${'89ab'[Math.floor(this.next() * 4)]}${part(3)}-${part(12)}`;
  }
}
