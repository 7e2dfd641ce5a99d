/** The own account: password, sessions. */
export const account = {
  title: '我的账号',
  menu: '账号与密码',
  lead: '{name}，用户名 {login}',
  passwordTitle: '修改密码',
  oldPassword: '现在的密码',
  newPassword: '新密码',
  repeatPassword: '再输一次新密码',
  passwordHint: '至少 10 个字符，不用常见密码，不含用户名。改好后，其他设备上的登录全部退出。',
  mismatch: '两次输入的新密码不一样',
  change: '修改密码',
  changed: '密码已修改，其他设备上的登录已经退出。',
  sessionsTitle: '退出所有设备',
  sessionsText: '在别处登录后忘记退出，或者怀疑账号被人使用时，一次退出全部登录，包括这一个。',
  signOutEverywhere: '退出所有设备',
  back: '回到工作区',
} as const;
