import { appRouter } from '@/server/trpc/app-router';

export interface ProcedureName {
  path: string;
  type: 'query' | 'mutation';
  /** In a workspace, or for anybody. */
  inWorkspace: boolean;
}

interface Definition {
  _def: { type: 'query' | 'mutation'; meta?: { access?: { kind: string } } };
}

/** Every procedure of the router. */
export const listProcedureNames = (): ProcedureName[] =>
  Object.entries(appRouter._def.procedures as unknown as Record<string, Definition>).map(([path, { _def }]) => ({
    path,
    type: _def.type,
    inWorkspace: _def.meta?.access?.kind === 'tenant' || _def.meta?.access?.kind === 'grant',
  }));
