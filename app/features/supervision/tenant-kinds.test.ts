import { expect, it } from 'vitest';
import { maySupervise as serverMaySupervise } from '@/server/domain/tenancy/supervision';
import { TENANT_KINDS } from '@/server/domain/tenancy/tenant';
import { maySupervise, TENANT_KIND_LIST } from './tenant-kinds';

it('knows the kinds of the server', () => {
  expect([...TENANT_KIND_LIST]).toEqual([...TENANT_KINDS]);
});

it('lets the same kinds supervise the same kinds', () => {
  for (const supervisor of TENANT_KINDS) {
    for (const unit of TENANT_KINDS) {
      expect([supervisor, unit, maySupervise(supervisor, unit)]).toEqual([
        supervisor,
        unit,
        serverMaySupervise(supervisor, unit),
      ]);
    }
  }
});
