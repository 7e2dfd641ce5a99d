import { isLocale, type Locale } from '@/app/i18n/messages';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

const cookieValue = (request: Request, name: string): string | undefined =>
  (request.headers.get('Cookie') ?? '')
    .split(';')
    .map((part) => part.trim().split('='))
    .find(([key]) => key === name)?.[1];

export const wantsLargeType = (request: Request): boolean => cookieValue(request, 'lt_large') === '1';

/** Chinese unless English was chosen: a browser in an office is often set up in a language that nobody chose. */
export const localeOf = (request: Request): Locale => {
  const chosen = cookieValue(request, 'lt_locale');
  return isLocale(chosen) ? chosen : 'zh-CN';
};

const preference = (request: Request, name: string, value: string): string => {
  const secure = new URL(request.url).protocol === 'https:' ? '; Secure' : '';
  return `${name}=${value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax; HttpOnly${secure}`;
};

/** The cookies for the fields of the preferences form; a field that is not there stays as it is. */
export const preferenceCookies = (request: Request, form: FormData): string[] => {
  const cookies: string[] = [];
  const locale = form.get('locale');
  if (isLocale(locale)) {
    cookies.push(preference(request, 'lt_locale', locale));
  }
  const large = form.get('large');
  if (large === '1' || large === '0') {
    cookies.push(preference(request, 'lt_large', large));
  }
  return cookies;
};
