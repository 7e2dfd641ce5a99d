/** What other features may use of the storage. */
export { readRoomProtections } from './room-protection.ts';
