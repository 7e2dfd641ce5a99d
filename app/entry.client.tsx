import { StyleProvider } from '@ant-design/cssinjs';
import { RemixBrowser } from '@remix-run/react';
import { startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { loadCatalogue } from './i18n/load-catalogue';
import { LanguageProvider } from './i18n/use-text';
import { DocumentProvider, factsOfDocument } from './lib/document';
import { bePatient } from './lib/patient-fetch';
import { createStyleHolder } from './theme/style-holder';

const start = async (): Promise<void> => {
  const locale = document.documentElement.lang === 'en' ? 'en' : 'zh-CN';
  const catalogue = await loadCatalogue(locale);
  startTransition(() => {
    hydrateRoot(
      document,
      <StyleProvider container={createStyleHolder()}>
        <LanguageProvider locale={locale} catalogue={catalogue}>
          <DocumentProvider facts={factsOfDocument(document.documentElement)}>
            <RemixBrowser />
          </DocumentProvider>
        </LanguageProvider>
      </StyleProvider>,
    );
  });
};

bePatient();
void start();
