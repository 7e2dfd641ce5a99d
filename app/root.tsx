import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useLoaderData, useSearchParams } from '@remix-run/react';
import antdCss from 'antd/dist/antd.css?url';
import type { ReactNode } from 'react';
import { ScreenErrorPage } from './components/screen-error';
import { ToastProvider } from './components/toast';
import { useForget } from './features/onsite/use-forget';
import { useLocale, useText } from './i18n/use-text';
import { ClockProvider } from './lib/clock';
import { useDocumentFacts } from './lib/document';
import { useWindowTitle } from './lib/screen';
import appCss from './styles/app.css?url';
import { ThemeProvider } from './theme/theme-provider';

/** entry.server.tsx puts antd's variables here. It must stay last in <head>: React forgives extra nodes only there. */
export const STYLE_SLOT = '<meta name="antd-variables"/>';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: antdCss },
  { rel: 'stylesheet', href: appCss },
  { rel: 'icon', href: '/favicon.ico', sizes: '32x32' },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

export const loader = ({ context }: LoaderFunctionArgs) => ({
  account: context.account,
  /** The clock of every deadline on the page: the server's, so that server and browser draw the same. */
  now: new Date().toISOString(),
});

export const Layout = ({ children }: { children: ReactNode }) => {
  const locale = useLocale();
  const title = useWindowTitle(useText());
  const { large, nonce, requestId } = useDocumentFacts();
  return (
    <html lang={locale} className={large ? 'lt-large' : undefined} data-request={requestId} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light" />
        <meta name="theme-color" content="#1F4E79" />
        <title>{title}</title>
        <Meta />
        <Links />
        {typeof document === 'undefined' ? <meta name="antd-variables" /> : null}
      </head>
      <body>
        <ThemeProvider>
          <ToastProvider>
            <ClockProvider>{children}</ClockProvider>
          </ToastProvider>
        </ThemeProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
};

export default function App() {
  const { account } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  useForget(account?.id ?? null, account === null && params.has('left'));
  return <Outlet />;
}

export const ErrorBoundary = () => <ScreenErrorPage />;
