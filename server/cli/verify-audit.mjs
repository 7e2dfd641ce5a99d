#!/usr/bin/env node
/**
 * Stand-alone verifier of the audit log. It needs Node and the `pg` package and nothing of this project, so that a
 * unit can run it, or have it run by somebody it trusts, against a database and a checkpoint folder.
 *
 *   DATABASE_URL=postgres://… node verify-audit.mjs --checkpoints <folder> --public-key <file.pem> [--tenant <id>]
 *
 * One line for each breach, one JSON line at the end. Exit 0: nothing found. 1: breaches. 2: could not be run.
 *
 * What it shows: each sealed event is as it was sealed, none is missing or added, the seals follow each other, and
 * every seal of which a checkpoint was signed is still there with the same hash. So also a chain that somebody rewrote
 * from the start with correct hashes is found, as long as one checkpoint file (or a copy of it) was out of reach.
 * What it cannot show: an event of the last minute, not yet sealed, is not protected yet.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';

const NO_SEAL = '0'.repeat(64);
const FETCH = 5_000;
/** Events older than this must be under a seal. A transaction that stays open for long may delay them. */
const UNSEALED_MINUTES = 30;
/** The sealer writes the checkpoint right after the seal. */
const CHECKPOINT_DELAY_MS = 3_000;

/** Every column of audit_event but seal_number, as text, in the order of hashing. */
const CELLS = `array[tenant_id::text, id::text, seq::text,
  to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), actor_account_id::text, actor_name,
  actor_tenant_id::text, actor_tenant_name, action, object_kind, object_id, object_label, detail::text,
  grant_id::text, request_id, committed_in::text]`;

const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

/** @typedef {{ tenantId: number, sealNumber: number | null, code: string, note?: string }} Breach */

/** One tenant's signed lines. Lines that do not verify are breaches and prove nothing. */
export const readCheckpoints = (folder, tenantId, publicKey) => {
  const breaches = [];
  const points = new Map();
  let previous = null;
  let text = '';
  try {
    text = readFileSync(path.join(folder, `audit-${tenantId}.jsonl`), 'utf8');
  } catch {
    return { points, breaches };
  }
  // What follows the last line end was never acknowledged by the sealer.
  for (const line of text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((part) => part !== '')) {
    let point;
    try {
      point = JSON.parse(line);
    } catch {
      breaches.push({ tenantId, sealNumber: null, code: 'CHECKPOINT_UNREADABLE' });
      continue;
    }
    const signed = ['lantai-audit-checkpoint-1', point.tenantId, point.sealNumber, point.hash, point.sealedAt];
    const payload = Buffer.from(JSON.stringify([...signed, point.writtenAt, point.previousLine]));
    const isSigned =
      typeof point.signature === 'string' &&
      verify(null, payload, publicKey, Buffer.from(point.signature, 'base64')) &&
      point.tenantId === tenantId;
    if (!isSigned) breaches.push({ tenantId, sealNumber: point.sealNumber, code: 'CHECKPOINT_SIGNATURE' });
    else if (point.previousLine !== previous) {
      breaches.push({ tenantId, sealNumber: point.sealNumber, code: 'CHECKPOINT_LINE_MISSING' });
    }
    if (isSigned) points.set(point.sealNumber, point.hash);
    previous = sha256(line);
  }
  return { points, breaches };
};

/** Root and count of the events under each seal number, read in the order of sealing. */
const readSealedEvents = async (client, tenantId) => {
  const seals = new Map();
  let events = 0;
  await client.query(
    `declare audit_events no scroll cursor for select seal_number::text as seal, ${CELLS} as cells from audit_event
     where tenant_id = ${Number(tenantId)} and seal_number is not null order by seal_number, seq`,
  );
  for (;;) {
    const { rows } = await client.query(`fetch ${FETCH} from audit_events`);
    if (rows.length === 0) break;
    for (const row of rows) {
      const number = Number(row.seal);
      const seal = seals.get(number) ?? { count: 0, hash: createHash('sha256') };
      seal.count += 1;
      seal.hash.update(sha256(JSON.stringify(row.cells)));
      seals.set(number, seal);
      events += 1;
    }
  }
  await client.query('close audit_events');
  return { seals, events };
};

/** Compares the stored seals with the events and with each other. */
const checkSeals = (tenantId, stored, found) => {
  const breaches = [];
  const breach = (sealNumber, code) => breaches.push({ tenantId, sealNumber, code });
  let expected = 1;
  let previous = NO_SEAL;
  for (const seal of stored) {
    const number = Number(seal.seal_number);
    if (number !== expected) breach(number, 'SEAL_MISSING');
    if (seal.previous_hash !== previous) breach(number, 'SEAL_ORDER');
    const events = found.get(number);
    found.delete(number);
    if ((events?.count ?? 0) !== seal.event_count) breach(number, 'EVENT_COUNT');
    else if ((events?.hash.digest('hex') ?? '') !== seal.root) breach(number, 'EVENTS_CHANGED');
    const parts = [seal.previous_hash, tenantId, number, seal.event_count, seal.root, seal.sealed_at];
    if (sha256(JSON.stringify(parts)) !== seal.hash) breach(number, 'SEAL_HASH');
    previous = seal.hash;
    expected = number + 1;
  }
  for (const number of found.keys()) breach(number, 'EVENTS_WITHOUT_SEAL');
  return breaches;
};

/** Compares the stored seals with what was signed. */
const checkPoints = (tenantId, stored, points) => {
  const breaches = [];
  const byNumber = new Map(stored.map((seal) => [Number(seal.seal_number), seal.hash]));
  let newest = 0;
  for (const [sealNumber, hash] of points) {
    newest = Math.max(newest, sealNumber);
    const present = byNumber.get(sealNumber);
    if (present === undefined) breaches.push({ tenantId, sealNumber, code: 'SIGNED_SEAL_MISSING' });
    else if (present !== hash) breaches.push({ tenantId, sealNumber, code: 'SIGNED_SEAL_DIFFERS' });
  }
  const last = Number(stored.at(-1)?.seal_number ?? 0);
  if (last > newest) breaches.push({ tenantId, sealNumber: last, code: 'SEAL_NOT_SIGNED' });
  return breaches;
};

const readSeals = async (client, tenantId) => {
  const { rows } = await client.query(
    `select seal_number::text, event_count, root, previous_hash, hash,
       to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as sealed_at
     from audit_seal where tenant_id = $1 order by audit_seal.seal_number`,
    [tenantId],
  );
  return rows;
};

const checkUnsealed = async (client, tenantId) => {
  const { rows } = await client.query(
    `select count(*)::int as late from audit_event where tenant_id = $1 and seal_number is null
       and at < now() - make_interval(mins => $2)`,
    [tenantId, UNSEALED_MINUTES],
  );
  const late = rows[0].late;
  return late > 0 ? [{ tenantId, sealNumber: null, code: 'UNSEALED_TOO_LONG', note: `${late} events` }] : [];
};

/**
 * Verifies one tenant. `client` must be in a transaction (a cursor is used).
 * @returns {Promise<{ events: number, seals: number, breaches: Breach[] }>}
 */
export const verifyTenant = async (client, tenantId, folder, publicKey, delayMs = CHECKPOINT_DELAY_MS) => {
  const stored = await readSeals(client, tenantId);
  const found = await readSealedEvents(client, tenantId);
  const chain = checkSeals(tenantId, stored, found.seals);
  let signed = readCheckpoints(folder, tenantId, publicKey);
  let points = checkPoints(tenantId, stored, signed.points);
  if (points.some((breach) => breach.code === 'SEAL_NOT_SIGNED')) {
    // The sealer may be between the two just now.
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    signed = readCheckpoints(folder, tenantId, publicKey);
    points = checkPoints(tenantId, stored, signed.points);
  }
  const breaches = [...chain, ...signed.breaches, ...points, ...(await checkUnsealed(client, tenantId))];
  return { events: found.events, seals: stored.length, breaches };
};

/** Every tenant that has events, seals or a checkpoint file: a tenant whose rows all vanished is in the last only. */
export const listTenants = async (client, folder) => {
  const { rows } = await client.query('select id from tenant union select tenant_id from audit_seal');
  const inFolder = readdirSync(folder, { withFileTypes: true })
    .map((entry) => /^audit-(\d+)\.jsonl$/.exec(entry.name)?.[1])
    .filter((id) => id !== undefined)
    .map(Number);
  return [...new Set([...rows.map((row) => Number(row.id)), ...inFolder])].sort((a, b) => a - b);
};

const readArguments = (argv) => {
  const value = (name) => {
    const index = argv.indexOf(`--${name}`);
    return index === -1 ? undefined : argv[index + 1];
  };
  const url = process.env.DATABASE_URL;
  const folder = value('checkpoints');
  const keyFile = value('public-key');
  if (!url || !folder || !keyFile) {
    console.error(
      'usage: DATABASE_URL=… verify-audit.mjs --checkpoints <folder> --public-key <file.pem> [--tenant <id>]',
    );
    process.exit(2);
  }
  return { url, folder, publicKey: createPublicKey(readFileSync(keyFile)), tenant: value('tenant') };
};

const main = async () => {
  const { url, folder, publicKey, tenant } = readArguments(process.argv.slice(2));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // One moment for all that is compared.
  await client.query('begin transaction isolation level repeatable read read only');
  const total = { tenants: 0, events: 0, seals: 0, breaches: 0 };
  for (const id of tenant ? [Number(tenant)] : await listTenants(client, folder)) {
    const { events, seals, breaches } = await verifyTenant(client, id, folder, publicKey);
    total.tenants += 1;
    total.events += events;
    total.seals += seals;
    total.breaches += breaches.length;
    for (const breach of breaches) console.log(`BREACH ${JSON.stringify(breach)}`);
  }
  await client.query('rollback');
  await client.end();
  console.log(JSON.stringify(total));
  process.exit(total.breaches === 0 ? 0 : 1);
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(2);
  });
}
