import { errorTexts as en } from '@/app/i18n/en/error-texts';
import type { ErrorTexts, Locale } from '@/app/i18n/messages';
import { errorTexts as zhCN } from '@/app/i18n/zh-CN/error-texts';
import type { AppErrorCode } from '@/server/domain/shared/app-error';

export interface ErrorText {
  what: string;
  next: string;
}

const TEXTS: Record<Locale, ErrorTexts> = { 'zh-CN': zhCN, en };

export const errorText = (code: AppErrorCode, locale: Locale): ErrorText => {
  const [what, next] = TEXTS[locale][code];
  return { what, next };
};
