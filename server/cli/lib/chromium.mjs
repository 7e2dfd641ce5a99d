import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { refuse } from './messages.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser of this machine. None is downloaded: distributions ship one that gets security updates. */
export const findChromium = () => {
  const places = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = NAMES.flatMap((name) => places.map((place) => path.join(place, name)));
  const found = [process.env.LANTAI_CHROMIUM, ...candidates].find((file) => file && isProgram(file));
  if (!found) {
    throw refuse('BROWSER_MISSING');
  }
  return found;
};

const isProgram = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
