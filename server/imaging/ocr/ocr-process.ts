import { serveParent } from '@/server/objects/child-pool';
import { openPdf, renderPdfPage } from '../pdf-pages.ts';
import { openBestRecogniser } from './choose-recogniser.ts';
import type { PageText, RecogniseOptions } from './recogniser.ts';

/* A process of its own for one page at a time: what goes wrong in a damaged picture ends here. */
export interface OcrRequest {
  file: string;
  /** From 0, in a file with several pages. */
  page: number;
  isPdf: boolean;
  options?: Omit<RecogniseOptions, 'page'>;
}

const recogniser = openBestRecogniser(process.env.OCR_ENGINE === 'tesseract' ? 'tesseract' : 'ppocr');
// Without an engine each request says so; the process itself goes on.
recogniser.catch(() => undefined);

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
