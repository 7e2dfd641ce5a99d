import { openPdf, renderPdfPage } from '../pdf-pages.ts';
import { openRecogniser, type PageText, type RecogniseOptions } from './recognise-page.ts';

/* A process of its own for one page at a time: what goes wrong in a damaged picture ends here. */
export interface OcrRequest {
  id: number;
  file: string;
  /** From 0, in a file with several pages. */
  page: number;
  isPdf: boolean;
  options?: Omit<RecogniseOptions, 'page'>;
}
export type OcrAnswer = { id: number; rssBytes: number } & (
  | { ok: true; text: PageText }
  | { ok: false; error: string }
);

const recogniser = openRecogniser();

const recognise = async ({ file, page, isPdf, options }: OcrRequest): Promise<PageText> => {
  const engine = await recogniser;
  if (!isPdf) return engine.recognise(file, { ...options, page });
  const document = await openPdf(file);
  try {
    return await engine.recognise(await renderPdfPage(document, page + 1), options);
  } finally {
    await document.loadingTask.destroy();
  }
};

process.on('message', (request: OcrRequest) => {
  const answer = (result: { ok: true; text: PageText } | { ok: false; error: string }) =>
    process.send?.({ id: request.id, rssBytes: process.memoryUsage().rss, ...result } satisfies OcrAnswer);
  recognise(request).then(
    (text) => answer({ ok: true, text }),
    (error: unknown) => answer({ ok: false, error: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
