/** What other features may use of tenancy. */
export { addresseeForUnit } from './dispatch/addressee-for-unit.ts';
export { sendDispatch } from './dispatch/send-dispatch.ts';
export { createGrant } from './grants/create-grant.ts';
export { extendGrant } from './grants/extend-grant.ts';
export { listGrants } from './grants/list-grants.ts';
export { endGrant } from './grants/revoke-grant.ts';
export { nearestBureau, nearestSuperior } from './nearest-above.ts';
