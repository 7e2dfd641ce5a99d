import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Catalogue, Locale, Translate } from './messages';
import { translator } from './translate';

interface Language {
  locale: Locale;
  t: Translate;
}

const LanguageContext = createContext<Language | null>(null);

export const LanguageProvider = (props: { locale: Locale; catalogue: Catalogue; children: ReactNode }) => {
  const { locale, catalogue, children } = props;
  const language = useMemo(() => ({ locale, t: translator(catalogue) }), [locale, catalogue]);
  return <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>;
};

const useLanguage = (): Language => {
  const language = useContext(LanguageContext);
  if (!language) {
    throw new Error('LanguageProvider is missing above');
  }
  return language;
};

/** `const t = useText(); t('common.selected', { n: 3 })` */
export const useText = (): Translate => useLanguage().t;
export const useLocale = (): Locale => useLanguage().locale;
