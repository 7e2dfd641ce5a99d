import { PassThrough, Transform } from 'node:stream';
import { createCache, extractStyle, StyleProvider } from '@ant-design/cssinjs';
import {
  type ActionFunctionArgs,
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type LoaderFunctionArgs,
} from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import { loadCatalogue } from './i18n/load-catalogue';
import { LanguageProvider } from './i18n/use-text';
import { DocumentProvider } from './lib/document';
import { localeOf, wantsLargeType } from './lib/preferences.server';
import { STYLE_SLOT } from './root';

const ABORT_AFTER_MS = 8_000;

/** Puts antd's variables where root.tsx left a mark, in the first chunk of the document, which holds all of <head>. */
const fillStyleSlot = (style: () => string): Transform => {
  let filled = false;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (filled) {
        done(null, chunk);
        return;
      }
      const html = chunk.toString('utf8');
      const at = html.indexOf(STYLE_SLOT);
      if (at < 0) {
        done(null, chunk);
        return;
      }
      filled = true;
      done(null, `${html.slice(0, at)}${style()}${html.slice(at + STYLE_SLOT.length)}`);
    },
  });
};

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const { nonce, requestId } = loadContext;
  const locale = localeOf(request);
  const catalogue = await loadCatalogue(locale);
  const facts = { large: wantsLargeType(request), requestId, nonce };
  const cache = createCache();
  const style = () => {
    const css = extractStyle(cache, { plain: true, types: ['cssVar', 'token'] });
    return `<style nonce="${nonce}">${css}</style>`;
  };

  return new Promise((resolve, reject) => {
    let answered = false;
    const { pipe, abort } = renderToPipeableStream(
      <StyleProvider cache={cache}>
        <LanguageProvider locale={locale} catalogue={catalogue}>
          <DocumentProvider facts={facts}>
            <RemixServer context={remixContext} url={request.url} nonce={nonce} />
          </DocumentProvider>
        </LanguageProvider>
      </StyleProvider>,
      {
        nonce,
        onShellReady() {
          answered = true;
          const body = new PassThrough();
          headers.set('Content-Type', 'text/html; charset=utf-8');
          headers.set('Content-Language', locale);
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
          pipe(fillStyleSlot(style)).pipe(body);
        },
        onShellError: reject,
        onError(error) {
          if (answered && !request.signal.aborted) {
            console.error(
              JSON.stringify({ level: 'error', message: 'render failed', requestId, error: String(error) }),
            );
          }
        },
      },
    );
    setTimeout(abort, ABORT_AFTER_MS).unref();
  });
}

/** Refusals are logged where they are made; what reaches this is a fault of ours. */
export const handleError = (error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs): void => {
  if (request.signal.aborted) {
    return;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(
    JSON.stringify({
      level: 'error',
      message: 'screen failed',
      requestId: context?.requestId,
      url: new URL(request.url).pathname,
      detail,
    }),
  );
};
