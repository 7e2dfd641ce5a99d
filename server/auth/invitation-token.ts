import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, so that guessing is hopeless and a plain hash at rest is enough. */
export const newInvitationToken = (): { token: string; tokenHash: string } => {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashInvitationToken(token) };
};

export const hashInvitationToken = (token: string): string => createHash('sha256').update(token).digest('hex');
