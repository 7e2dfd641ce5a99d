import type { SameKeys } from '../messages';
import type { remedy as zh } from '../zh-CN/remedy';

export const remedy: SameKeys<typeof zh> = {
  fromItem: 'Register a finding',
  title: 'The demand against the records of today',
  issuedThen: 'When issued',
  now: 'Now',
  met: 'The records meet it',
  notMet: 'The records do not meet it yet',
  run: 'Check against the records of today',
  ran: 'Checked against the records of today',
  open: 'Check the demand against the records of today',
  none: 'Nothing of this item can be checked by the system',
  withdrawPhoto: 'Withdraw photo',
  withdrawPhotoEffect: 'The photo is kept and marked as withdrawn; it is no evidence any more. This cannot be undone.',
  withdrawReason: 'Reason',
  photoWithdrawn: 'Photo withdrawn',
  withdrawnBy: 'Withdrawn by {name}, {time}: {reason}',
  photoFirst: 'This item needs a photo: take it first, then choose the result',
  photoMissing: 'Items that need a photo have none yet: {items}',
  photoAnswerWaits: 'Without a photo the conclusion is not accepted yet; it is sent again when there is one',
};
