import type { SameKeys } from '../messages';
import type { session as zh } from '../zh-CN/session';

export const session: SameKeys<typeof zh> = {
  signIn: 'Sign in',
  signInTitle: 'Sign in to Lantai',
  tagline: 'Archives work of a district',
  loginName: 'User name',
  password: 'Password',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  notSignedIn: 'Not signed in',
  oldBrowser:
    'This browser is too old for some functions. Please use Chrome, Edge or a Chromium browser released after July 2020.',
  help: 'No account, or password forgotten? Ask the system officer of your unit.',
  chooseTitle: 'Choose a unit',
  chooseText: '{name}, you work in {n} {n|unit|units}.',
  chooseNone: 'Your account belongs to no unit yet',
  chooseNoneText: 'Ask the system officer of your unit for an invitation and open its link.',
  todoCount: 'To-do {n}',
  noTodo: 'Nothing to do',
  inviteTitle: 'Accept the invitation',
  inviteText: '{tenant} invites you to join as {roles}.',
  inviteExpires: 'Valid until {time}, for one use.',
  inviteDisplayName: 'Name',
  inviteNewPassword: 'Set a password',
  inviteRepeatPassword: 'Repeat the password',
  invitePasswordHint: 'At least 10 characters, not a common one, without the user name.',
  inviteExistingHint: 'This user name has an account: its password is enough to join.',
  inviteAccept: 'Set password and join',
  inviteMismatch: 'The two passwords differ',
  inviteWaiting:
    'You have joined. The unit appears in your list as soon as its security officer has given you your roles.',
};
