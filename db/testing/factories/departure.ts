import { callEach } from './calls.ts';
import type { TestTenant } from './tenancy.ts';

/** Records that are proposed to move to another office; a person with the right to decides. */
export const makeDeparture = (tenant: TestTenant, itemIds: readonly string[]) =>
  callEach(tenant).disposition.proposeDeparture({
    kind: 'moved',
    itemIds: [...itemIds],
    basis: '关于调整档案保管单位的函',
    reason: '业务划转，档案随业务移出',
  });
