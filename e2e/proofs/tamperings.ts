import type { Client } from 'pg';
import { eventHash, NO_SEAL, rootOf, sealHash } from '@/server/audit/seal-hashes';

type Tampering = (client: Client, tenantId: number) => Promise<void>;

/** What somebody with all rights in the database may do who has read this repository. The key is out of reach. */
const one = async <Row extends object>(client: Client, text: string, values: unknown[]): Promise<Row> => {
  const { rows } = await client.query<Row>(text, values);
  if (!rows[0]) throw new Error('nothing to tamper with');
  return rows[0];
};

const anyEvent = (client: Client, tenantId: number) =>
  one<{ id: string; seal_number: string }>(
    client,
    'select id, seal_number from audit_event where tenant_id = $1 and seal_number is not null order by random() limit 1',
    [tenantId],
  );

const EDITS = [
  `actor_name = actor_name || '某'`,
  `action = 'archive.view'`,
  `detail = detail || '{"x": 1}'`,
  `at = at + interval '1 second'`,
  `object_label = null`,
  `actor_tenant_id = actor_tenant_id + 1`,
  `request_id = 'other'`,
  `seq = seq + 1000000`,
];

const CELLS = `array[tenant_id::text, id::text, seq::text,
  to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), actor_account_id::text, actor_name,
  actor_tenant_id::text, actor_tenant_name, action, object_kind, object_id, object_label, detail::text,
  grant_id::text, request_id, committed_in::text]`;

/** Computes every root and hash afresh from seal `from` on, so that the chain agrees with itself. */
const rewriteFrom = async (client: Client, tenantId: number, from: number): Promise<void> => {
  const { rows: seals } = await client.query<{ number: string; sealed_at: string; hash: string }>(
    `select seal_number::text as number, hash, to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as sealed_at
     from audit_seal where tenant_id = $1 order by seal_number`,
    [tenantId],
  );
  let previousHash = NO_SEAL;
  for (const seal of seals) {
    const sealNumber = Number(seal.number);
    if (sealNumber < from) {
      previousHash = seal.hash;
      continue;
    }
    const { rows } = await client.query<{ cells: (string | null)[] }>(
      `select ${CELLS} as cells from audit_event where tenant_id = $1 and seal_number = $2 order by seq`,
      [tenantId, sealNumber],
    );
    const root = rootOf(rows.map((row) => eventHash(row.cells)));
    const parts = { tenantId, sealNumber, eventCount: rows.length, root, previousHash, sealedAt: seal.sealed_at };
    const hash = sealHash(parts);
    await client.query(
      'update audit_seal set event_count = $3, root = $4, previous_hash = $5, hash = $6 where tenant_id = $1 and seal_number = $2',
      [tenantId, sealNumber, rows.length, root, previousHash, hash],
    );
    previousHash = hash;
  }
};

const insertCopy = (client: Client, tenantId: number, id: string, seal: string) =>
  client.query(
    `insert into audit_event (tenant_id, id, at, actor_name, actor_tenant_id, actor_tenant_name, action, object_kind, detail, committed_in, seal_number)
     select tenant_id, gen_random_uuid(), at, actor_name, actor_tenant_id, actor_tenant_name, action, object_kind, detail, committed_in, $3
     from audit_event where tenant_id = $1 and id = $2`,
    [tenantId, id, seal],
  );

const lastSeal = (client: Client, tenantId: number) =>
  one<{ n: number }>(client, 'select max(seal_number)::int as n from audit_seal where tenant_id = $1', [tenantId]);

const edited: Tampering = async (client, tenantId) => {
  const { id } = await anyEvent(client, tenantId);
  const edit = EDITS[Math.floor(Math.random() * EDITS.length)];
  await client.query(`update audit_event set ${edit} where tenant_id = $1 and id = $2`, [tenantId, id]);
};

const removed: Tampering = async (client, tenantId) => {
  const { id } = await anyEvent(client, tenantId);
  await client.query('delete from audit_event where tenant_id = $1 and id = $2', [tenantId, id]);
};

/** Two events change places: in the order of one seal, or each into the other's seal. */
const swapped: Tampering = async (client, tenantId) => {
  const { rows } = await client.query<{ id: string; seq: string; seal_number: string }>(
    'select id, seq::text, seal_number::text from audit_event where tenant_id = $1 and seal_number is not null order by random() limit 2',
    [tenantId],
  );
  const [a, b] = rows;
  if (!a || !b) throw new Error('nothing to swap');
  for (const [to, from] of [
    [a, b],
    [b, a],
  ] as const) {
    await client.query('update audit_event set seq = $3, seal_number = $4 where tenant_id = $1 and id = $2', [
      tenantId,
      to.id,
      from.seq,
      from.seal_number,
    ]);
  }
};

/** A further event under a seal of its own, with correct hashes. */
const appended: Tampering = async (client, tenantId) => {
  const { id } = await anyEvent(client, tenantId);
  const next = (await lastSeal(client, tenantId)).n + 1;
  await insertCopy(client, tenantId, id, String(next));
  await client.query(
    `insert into audit_seal (tenant_id, seal_number, event_count, root, previous_hash, hash) values ($1, $2, 1, '', '', '')`,
    [tenantId, next],
  );
  await rewriteFrom(client, tenantId, next);
};

/** An event that never happened, between those that did. */
const inserted: Tampering = async (client, tenantId) => {
  const { id, seal_number } = await anyEvent(client, tenantId);
  await insertCopy(client, tenantId, id, seal_number);
};

/** An edited event, and everything after it made to agree. */
const rewritten: Tampering = async (client, tenantId) => {
  const { id, seal_number } = await anyEvent(client, tenantId);
  await client.query(`update audit_event set actor_name = '吴某' where tenant_id = $1 and id = $2`, [tenantId, id]);
  await rewriteFrom(client, tenantId, Math.random() < 0.5 ? 1 : Number(seal_number));
};

/** The newest seals and their events go. */
const tailCut: Tampering = async (client, tenantId) => {
  const { n } = await lastSeal(client, tenantId);
  const from = 1 + Math.floor(Math.random() * n);
  await client.query('delete from audit_event where tenant_id = $1 and seal_number >= $2', [tenantId, from]);
  await client.query('delete from audit_seal where tenant_id = $1 and seal_number >= $2', [tenantId, from]);
};

export const TAMPERINGS: Record<string, Tampering> = {
  edited,
  removed,
  swapped,
  appended,
  inserted,
  rewritten,
  tailCut,
};
