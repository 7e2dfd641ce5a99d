import { RemixBrowser } from '@remix-run/react';
import { startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { loadCatalogue } from './i18n/load-catalogue';
import { LanguageProvider } from './i18n/use-text';
import { DocumentProvider, factsOfDocument } from './lib/document';

const start = async (): Promise<void> => {
  const locale = document.documentElement.lang === 'en' ? 'en' : 'zh-CN';
  const catalogue = await loadCatalogue(locale);
  startTransition(() => {
    hydrateRoot(
      document,
      <LanguageProvider locale={locale} catalogue={catalogue}>
        <DocumentProvider facts={factsOfDocument(document.documentElement)}>
          <RemixBrowser />
        </DocumentProvider>
      </LanguageProvider>,
    );
  });
};

void start();
