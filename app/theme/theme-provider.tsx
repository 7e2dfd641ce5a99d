import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { useLocale } from '@/app/i18n/use-text';
import { useDocumentFacts } from '@/app/lib/document';
import { themes } from './theme';

/** antd in our colours and sizes. Its own texts are English unless a locale is given. */
export const ThemeProvider = ({ children }: { children: ReactNode }) => {
  const locale = useLocale();
  const { large } = useDocumentFacts();
  return (
    <ConfigProvider
      theme={large ? themes.large : themes.normal}
      locale={locale === 'zh-CN' ? zhCN : undefined}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      {children}
    </ConfigProvider>
  );
};
