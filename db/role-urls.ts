import { createHmac } from 'node:crypto';

export type DatabaseRole = 'lantai_app' | 'lantai_reader' | 'lantai_system';

/**
 * The password of an application role, derived from the administrator's URL, so that web, worker and tools agree
 * without another secret to keep. `APP_ROLE_SECRET` replaces the administrator's password as the source where the
 * processes must not know that password.
 */
export const rolePassword = (adminUrl: string, role: DatabaseRole): string => {
  const secret = process.env.APP_ROLE_SECRET ?? decodeURIComponent(new URL(adminUrl).password);
  return createHmac('sha256', `lantai:${secret}`).update(role).digest('hex');
};

/** The same database, seen as one of the three roles that own nothing. */
export const roleUrl = (adminUrl: string, role: DatabaseRole): string => {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = rolePassword(adminUrl, role);
  return url.toString();
};
