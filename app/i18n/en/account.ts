import type { SameKeys } from '../messages';
import type { account as zh } from '../zh-CN/account';

export const account: SameKeys<typeof zh> = {
  title: 'My account',
  menu: 'Account and password',
  lead: '{name}, user name {login}',
  passwordTitle: 'Change password',
  oldPassword: 'Present password',
  newPassword: 'New password',
  repeatPassword: 'New password again',
  passwordHint:
    'At least 10 characters, no common password, not the user name. Every other device is signed out afterwards.',
  mismatch: 'The two new passwords differ',
  change: 'Change password',
  changed: 'The password was changed and every other device is signed out.',
  sessionsTitle: 'Sign out everywhere',
  sessionsText:
    'If you forgot to sign out elsewhere, or suspect that somebody uses your account: this ends every session, this one too.',
  signOutEverywhere: 'Sign out everywhere',
  back: 'Back to the workspace',
};
