import type { TreeNodeView } from '@/server/domain/tenancy/supervision';

/** The own unit and all below it, each after its supervisor; those of one supervisor in the server's order. */
export const treeOrder = (nodes: readonly TreeNodeView[]): TreeNodeView[] => {
  const below = new Map<number | null, TreeNodeView[]>();
  for (const node of nodes.filter(({ depth }) => depth > 0)) {
    below.set(node.parentTenantId, [...(below.get(node.parentTenantId) ?? []), node]);
  }
  const walk = (node: TreeNodeView): TreeNodeView[] => [node, ...(below.get(node.tenantId) ?? []).flatMap(walk)];
  return nodes.filter(({ depth }) => depth === 0).flatMap(walk);
};
