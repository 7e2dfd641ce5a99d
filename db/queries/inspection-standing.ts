import { type RawBuilder, sql } from 'kysely';
import { isLate } from './lateness.ts';

/**
 * How the findings of a bureau stand. The unit cannot write the bureau's rows, so "answered" is read from its
 * dispatches: an answer that no verification replies to.
 */
export const findingStandings = (tenantId: number): RawBuilder<unknown> => sql`(
  select f.tenant_id, f.id, f.inspection_id, f.due_on, i.subject_tenant_id, i.campaign_id,
    case when f.state in ('issued', 'returned') and exists (
      select 1 from dispatch a
      where a.addressee_tenant_id = f.tenant_id and a.tenant_id = i.subject_tenant_id and a.kind = 'rectification'
        and a.in_reply_to = f.dispatch_id and a.dispatched_at is not null
        and not exists (select 1 from dispatch v where v.tenant_id = f.tenant_id and v.kind = 'verification' and v.in_reply_to = a.id))
    then 'answered' else f.state end as standing
  from finding f join inspection i on i.tenant_id = f.tenant_id and i.id = f.inspection_id
  where f.tenant_id = ${tenantId})`;

/** Sums over standings, for lists. `s` is the alias of `findingStandings`. */
export const standingCounts = sql`
  count(*) filter (where s.standing not in ('draft', 'withdrawn'))::int as findings,
  count(*) filter (where s.standing in ('issued', 'answered', 'returned'))::int as open_findings,
  count(*) filter (where s.standing = 'answered')::int as answered_findings,
  count(*) filter (where s.standing in ('issued', 'returned') and ${isLate('s.due_on')})::int as overdue_findings,
  min(s.due_on) filter (where s.standing in ('issued', 'returned')) as next_due_on`;
