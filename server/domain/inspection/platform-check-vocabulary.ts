/* 监管事项编码: without zod, so that screens may take them along. */

/** As the government platform writes its items. */
export const PLATFORM_CODE = /^[0-9A-Za-z_-]{4,40}$/;

/** As it is typed: full-width signs and blanks are the same. */
export const platformCodeOf = (typed: string): string => typed.normalize('NFKC').replace(/\s/gu, '');
