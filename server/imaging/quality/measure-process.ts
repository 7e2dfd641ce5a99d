import type { PageFacts } from '@/server/domain/digital/scan-rule';
import { serveParent } from '@/server/objects/child-pool';
import { openPdf, renderPdfPage } from '../pdf-pages.ts';
import { measurePage } from './measure-page.ts';

/* Measures one page of a file. In a process of its own: a picture may be damaged on purpose. */
export interface MeasureRequest {
  file: string;
  /** From 0. */
  page: number;
  isPdf: boolean;
}

const PDF_DPI = 200;

serveParent<MeasureRequest, PageFacts>(async ({ file, page, isPdf }) => {
  if (!isPdf) return measurePage(file, page);
  const document = await openPdf(file);
  try {
    // Drawn at this resolution: what the pictures inside have is not known.
    const facts = await measurePage(await renderPdfPage(document, page + 1, PDF_DPI), 0);
    return { ...facts, dpi: PDF_DPI };
  } finally {
    await document.loadingTask.destroy();
  }
});
