import { sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 往来. A row is written by its sender alone; row-level security shows it to the addressee once it is dispatched. */

export interface DispatchInsert {
  tenantId: number;
  id: string;
  addresseeTenantId: number;
  kind: string;
  documentNumber: string | null;
  title: string;
  senderName: string;
  addresseeName: string;
  body: Record<string, unknown>;
  objectId: string | null;
  inReplyTo: string | null;
  dueOn: string | null;
  createdBy: string;
}

export const insertDispatch = async (tdb: TenantDb, row: DispatchInsert): Promise<void> => {
  await tdb
    .insertInto('dispatch')
    .values({ ...row, body: JSON.stringify(row.body), dispatchedAt: sql`now()` })
    .execute();
};

/** Copies the facts of the sender's own stored objects. Answers how many there were. */
export const attachStoredObjects = async (
  tdb: TenantDb,
  dispatch: { tenantId: number; id: string; addresseeTenantId: number },
  objectIds: readonly string[],
): Promise<number> => {
  const { rows } = await sql`insert into dispatch_attachment
      (tenant_id, dispatch_id, object_id, addressee_tenant_id, dispatched_at, file_name, media_type, size_bytes, sha256, position)
    select o.tenant_id, ${dispatch.id}::uuid, o.id, ${dispatch.addresseeTenantId}::int, now(), o.file_name, o.media_type, o.size_bytes, o.sha256, w.position
    from unnest(${objectIds as string[]}::uuid[]) with ordinality as w (id, position)
      join stored_object o on o.tenant_id = ${dispatch.tenantId} and o.id = w.id and o.state = 'stored'
    returning object_id`.execute(tdb);
  return rows.length;
};

export interface DispatchRow {
  tenantId: number;
  id: string;
  addresseeTenantId: number;
  kind: string;
  documentNumber: string | null;
  title: string;
  senderName: string;
  addresseeName: string;
  body: unknown;
  objectId: string | null;
  inReplyTo: string | null;
  dueOn: string | null;
  dispatchedAt: string | null;
  isAnswered: boolean;
}

const isAnswered = sql<boolean>`(exists (select 1 from dispatch r
  where r.tenant_id = d.addressee_tenant_id and r.in_reply_to = d.id and r.addressee_tenant_id = d.tenant_id)
  or (d.kind = 'training_invitation' and exists (select 1 from training_enrolment e
    where e.tenant_id = d.addressee_tenant_id and e.invitation_id = d.id and e.dispatched_at is not null)))`;

const dispatches = (tdb: TenantDb) =>
  tdb
    .selectFrom('dispatch as d')
    .select(['d.tenantId', 'd.id', 'd.addresseeTenantId', 'd.kind', 'd.documentNumber', 'd.title', 'd.senderName'])
    .select(['d.addresseeName', 'd.body', 'd.objectId', 'd.inReplyTo', 'd.dueOn', 'd.dispatchedAt'])
    .select(isAnswered.as('isAnswered'))
    .where('d.dispatchedAt', 'is not', null);

const readable = (tdb: TenantDb, tenantId: number) =>
  dispatches(tdb).where((eb) => eb.or([eb('d.tenantId', '=', tenantId), eb('d.addresseeTenantId', '=', tenantId)]));

export interface DispatchFilter {
  box: 'in' | 'out';
  kind?: string | undefined;
  objectId?: string | undefined;
}

const inBox = (tdb: TenantDb, tenantId: number, filter: DispatchFilter) => {
  let query = dispatches(tdb).where(filter.box === 'in' ? 'd.addresseeTenantId' : 'd.tenantId', '=', tenantId);
  if (filter.kind) query = query.where('d.kind', '=', filter.kind);
  if (filter.objectId) query = query.where('d.objectId', '=', filter.objectId);
  return query;
};

/** Newest first. */
export const listDispatchRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: DispatchFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<DispatchRow[]> => {
  let query = inBox(tdb, tenantId, filter);
  const { cursor } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('d.dispatchedAt', 'd.id'), beyond('desc', page.direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('desc', page.direction);
  return query
    .orderBy('d.dispatchedAt', order)
    .orderBy('d.id', order)
    .limit(page.limit + 1)
    .execute();
};

export const countDispatchRows = async (tdb: TenantDb, tenantId: number, filter: DispatchFilter): Promise<number> => {
  const rows = inBox(tdb, tenantId, filter).clearSelect().select('d.id').limit(COUNT_CAP);
  const counted = await tdb
    .selectFrom(rows.as('r'))
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(counted.n);
};

export const findDispatchRow = (tdb: TenantDb, tenantId: number, id: string): Promise<DispatchRow | undefined> =>
  readable(tdb, tenantId).where('d.id', '=', id).executeTakeFirst();

/** What a dispatch answers and what answers it, step by step, as far as this tenant may read. */
export const listThread = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<{ id: string; kind: string; title: string; senderName: string; dispatchedAt: string | null }[]> => {
  const { rows } = await sql<{
    id: string;
    kind: string;
    title: string;
    senderName: string;
    dispatchedAt: string | null;
  }>`with recursive
    above as (
      select d.id, d.in_reply_to, 0 as depth from dispatch d where d.id = ${id}::uuid and ${tenantId} in (d.tenant_id, d.addressee_tenant_id)
      union
      select p.id, p.in_reply_to, a.depth + 1 from above a join dispatch p on p.id = a.in_reply_to
        where a.depth < 50 and ${tenantId} in (p.tenant_id, p.addressee_tenant_id)
    ),
    thread as (
      select id, 0 as depth from above
      union
      select r.id, t.depth + 1 from thread t join dispatch r on r.in_reply_to = t.id
        where t.depth < 50 and ${tenantId} in (r.tenant_id, r.addressee_tenant_id)
    )
    select d.id, d.kind, d.title, d.sender_name, d.dispatched_at from dispatch d
    where d.id in (select id from thread) and d.dispatched_at is not null and ${tenantId} in (d.tenant_id, d.addressee_tenant_id)
    order by d.dispatched_at, d.id limit 200`.execute(tdb);
  return rows;
};

export interface AttachmentRow {
  tenantId: number;
  objectId: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
}

const attachments = (tdb: TenantDb, tenantId: number, dispatchId: string) =>
  tdb
    .selectFrom('dispatchAttachment as a')
    .select(['a.tenantId', 'a.objectId', 'a.fileName', 'a.mediaType', 'a.sizeBytes', 'a.sha256'])
    .where('a.dispatchId', '=', dispatchId)
    .where((eb) =>
      eb.or([
        eb('a.tenantId', '=', tenantId),
        eb.and([eb('a.addresseeTenantId', '=', tenantId), eb('a.dispatchedAt', 'is not', null)]),
      ]),
    );

export const listAttachments = (tdb: TenantDb, tenantId: number, dispatchId: string): Promise<AttachmentRow[]> =>
  attachments(tdb, tenantId, dispatchId).orderBy('a.position').orderBy('a.objectId').limit(200).execute();

export const findAttachment = (
  tdb: TenantDb,
  tenantId: number,
  dispatchId: string,
  objectId: string,
): Promise<AttachmentRow | undefined> =>
  attachments(tdb, tenantId, dispatchId).where('a.objectId', '=', objectId).executeTakeFirst();
