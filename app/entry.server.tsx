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

/**
 * React 18 hands out its buffer whole when a character of several bytes no longer fits: the bytes left over are zero,
 * and a browser shows them as U+FFFD in the middle of Chinese text. A document never holds a zero byte of its own.
 */
const withoutPadding = (chunk: Buffer): Buffer =>
  (chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk) as Buffer;

/** Puts antd's variables where root.tsx left a mark, in the chunk of the document that holds all of <head>. */
const finishDocument = (style: () => string): Transform => {
  let filled = false;
  return new Transform({
    transform(raw: Buffer, _encoding, done) {
      const chunk = withoutPadding(raw);
      const at = filled ? -1 : chunk.indexOf(STYLE_SLOT);
      if (at < 0) {
        done(null, chunk);
        return;
      }
      filled = true;
      const after = chunk.subarray(at + Buffer.byteLength(STYLE_SLOT));
      done(null, Buffer.concat([chunk.subarray(0, at), Buffer.from(style()), after]));
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
          pipe(finishDocument(style)).pipe(body);
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
