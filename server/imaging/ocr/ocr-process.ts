import { serveParent } from '@/server/objects/child-pool';
import { openPdf, renderPdfPage } from '../pdf-pages.ts';
import { openRecogniser, type PageText, type RecogniseOptions } from './recognise-page.ts';

/* A process of its own for one page at a time: what goes wrong in a damaged picture ends here. */
export interface OcrRequest {
  file: string;
  /** From 0, in a file with several pages. */
  page: number;
  isPdf: boolean;
  options?: Omit<RecogniseOptions, 'page'>;
}

const recogniser = openRecogniser();

serveParent<OcrRequest, PageText>(async ({ file, page, isPdf, options }) => {
  const engine = await recogniser;
  if (!isPdf) return engine.recognise(file, { ...options, page });
  const document = await openPdf(file);
  try {
    return await engine.recognise(await renderPdfPage(document, page + 1), options);
  } finally {
    await document.loadingTask.destroy();
  }
});
