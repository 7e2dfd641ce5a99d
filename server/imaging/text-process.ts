import { serveParent } from '@/server/objects/child-pool';
import { readDocumentTexts } from './document-text.ts';
import { openPdf, type PdfLayer, readPdfLayer } from './pdf-pages.ts';

/* A process of its own for the text that a file holds itself: what a document does to its reader ends here. */
export type TextRequest =
  | { kind: 'document'; file: string; mediaType: string }
  /** Pages from 1, both included. */
  | { kind: 'pdf'; file: string; from: number; to: number };
export interface TextResult {
  /** Of a document: its pages, slides, sheets or parts. */
  texts: string[];
  /** Of a PDF: one for each page that was asked for; empty where the page is a picture. */
  layers: PdfLayer[];
}

const readLayers = async (file: string, from: number, to: number): Promise<PdfLayer[]> => {
  const document = await openPdf(file);
  try {
    const layers: PdfLayer[] = [];
    for (let page = from; page <= Math.min(to, document.numPages); page += 1)
      layers.push(await readPdfLayer(document, page));
    return layers;
  } finally {
    await document.loadingTask.destroy();
  }
};

serveParent<TextRequest, TextResult>(async (request) =>
  request.kind === 'document'
    ? { texts: await readDocumentTexts(request.file, request.mediaType), layers: [] }
    : { texts: [], layers: await readLayers(request.file, request.from, request.to) },
);
