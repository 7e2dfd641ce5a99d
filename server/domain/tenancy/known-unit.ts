import { z } from 'zod';
import { slug, tenantId } from '@/server/domain/shared/ids';
import { tenantKind } from './tenant.ts';

/** A unit below the own one: whom a supervisor may invite, guide or add up. */
export const knownUnitView = z.object({ tenantId, slug, name: z.string(), kind: tenantKind });
export type KnownUnitView = z.infer<typeof knownUnitView>;
