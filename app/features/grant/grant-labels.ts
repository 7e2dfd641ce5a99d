import type { StatusKind } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { registerOfCode } from '@/server/domain/register/registers';
import type { GrantState, GrantView } from '@/server/domain/tenancy/grant';
import type { GrantRegister } from '@/server/domain/tenancy/grant-vocabulary';

export const GRANT_STATUS: Record<GrantState, StatusKind> = {
  asked: 'attention',
  refused: 'none',
  pending: 'none',
  live: 'live',
  expired: 'done',
  revoked: 'none',
};

export const OBJECTION_STATUS: Record<NonNullable<GrantView['objection']>['state'], StatusKind> = {
  raised: 'attention',
  upheld: 'done',
  rejected: 'none',
};

/** 档案、利用；2024—2025 年度；门类 WS、KU */
export const grantExtent = (grant: GrantView, t: Translate): string => {
  const { recordClasses, yearFrom, yearTo, categoryCodes } = grant;
  const classes = recordClasses.map((name) => t(`grant.class_${name}`)).join(t('common.list'));
  const years =
    yearFrom === null || yearTo === null
      ? t('grant.allYears')
      : t('grant.years', { from: String(yearFrom), to: String(yearTo) });
  const categories = categoryCodes ? [t('grant.categories', { codes: categoryCodes.join(t('common.list')) })] : [];
  const registers = grant.registers
    ? [registerScope({ registers: grant.registers, roomCodes: grant.roomCodes }, t)]
    : [];
  const books = grant.registerCodes ? [booksScope(grant.registerCodes, t)] : [];
  return [classes, years, ...categories, ...registers, ...books].join(t('common.comma'));
};

/** 库房、清点（01K、02K） */
export const registerScope = (
  { registers, roomCodes }: { registers: readonly GrantRegister[]; roomCodes: readonly string[] | null },
  t: Translate,
): string =>
  t('grant.registersIn', {
    registers: registers.map((one) => t(`grant.register_${one}`)).join(t('common.list')),
    rooms: roomCodes ? roomCodes.join(t('common.list')) : t('grant.allRooms'),
  });

const SHOWN_BOOKS = 4;

/** 台账（温湿度记录、安全检查等 12 种） */
export const booksScope = (codes: readonly string[], t: Translate): string => {
  const names = codes.slice(0, SHOWN_BOOKS).map((code) => registerOfCode(code)?.name.zh ?? code);
  const said = names.join(t('common.list'));
  return t('grant.booksIn', {
    names: codes.length > SHOWN_BOOKS ? t('grant.booksMany', { names: said, n: codes.length }) : said,
  });
};
