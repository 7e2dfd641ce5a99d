/* 查阅授权: the words, without zod, so that screens may take them along. Labels stand in app/i18n. */

/** `storage`: 库房与保管登记, narrowed to registers and rooms. `register`: 台账, each by its code. */
export const RECORD_CLASSES = ['archive', 'use', 'training', 'storage', 'register'] as const;
export type RecordClass = (typeof RECORD_CLASSES)[number];

/** 库房, 档案盒, 清点, 出库, 温湿度记录. */
export const GRANT_REGISTERS = ['rooms', 'boxes', 'stock_takes', 'outs', 'climate'] as const;
export type GrantRegister = (typeof GRANT_REGISTERS)[number];
export const MOST_ROOMS = 50;
/** 申请查阅: a look for a reason, not a standing right. */
export const LONGEST_ACCESS_DAYS = 30;
export const USUAL_ACCESS_DAYS = 7;

/** 01K, 1 and １号库 are the same room: what hangs on the door is its number. Null for what names no room. */
export const roomCodeOf = (typed: string): string | null => {
  const number = /^([A-Z0-9]{1,6}?)(?:K|号|号库|库|库房)?$/u.exec(typed.normalize('NFKC').trim().toUpperCase())?.[1];
  if (number === undefined) return null;
  return `${/^\d$/.test(number) ? number.padStart(2, '0') : number}K`;
};
