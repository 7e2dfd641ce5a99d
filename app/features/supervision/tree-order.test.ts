import { expect, it } from 'vitest';
import type { TreeNodeView } from '@/server/domain/tenancy/supervision';
import { treeOrder } from './tree-order';

const node = (tenantId: number, parentTenantId: number | null, depth: number): TreeNodeView => ({
  tenantId,
  parentTenantId,
  depth,
  slug: `t${tenantId}`,
  kind: 'bureau',
  name: `t${tenantId}`,
  region: null,
});

it('puts each unit after its supervisor and leaves out what stands above', () => {
  const nodes = [node(9, null, -1), node(1, 9, 0), node(2, 1, 1), node(3, 1, 1), node(4, 2, 2)];
  expect(treeOrder(nodes).map(({ tenantId }) => tenantId)).toEqual([1, 2, 4, 3]);
});
