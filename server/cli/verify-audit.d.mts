import type { KeyObject } from 'node:crypto';

export interface Breach {
  tenantId: number;
  sealNumber: number | null;
  code: string;
  note?: string;
}
interface Queryable {
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

/** Verifies one tenant; `client` must be in a transaction. */
export function verifyTenant(
  client: Queryable,
  tenantId: number,
  folder: string,
  publicKey: KeyObject,
  delayMs?: number,
): Promise<{ events: number; seals: number; breaches: Breach[] }>;
export function listTenants(client: Queryable, folder: string): Promise<number[]>;
