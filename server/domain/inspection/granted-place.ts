import { z } from 'zod';
import { uuid } from '@/server/domain/shared/ids';
import { placeLevel } from '@/server/domain/storage/place';

/** 库房与库位 of the inspected unit, from which an inspector chooses what a finding is about. Without a place: the rooms. */
export const grantedPlacesInput = z.strictObject({ inspectionId: uuid, placeId: uuid.optional() });
export type GrantedPlacesInput = z.infer<typeof grantedPlacesInput>;

export const grantedPlacesView = z.object({
  places: z.array(z.object({ id: uuid, code: z.string(), name: z.string().nullable(), level: placeLevel })),
  /** 盒 that stand in the place itself; none where the grant does not open the register of boxes. */
  boxes: z.array(z.object({ id: uuid, label: z.string() })),
  /** There were more than a choice can show. */
  isCut: z.boolean(),
});
export type GrantedPlacesView = z.infer<typeof grantedPlacesView>;
