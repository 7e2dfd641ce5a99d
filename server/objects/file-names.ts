/**
 * Names of files as people type them, made safe to show and to keep. They never become a path: on disk a file is
 * called by its digest.
 */
const INVISIBLE = /[\p{Cc}\p{Cs}\u200B-\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu;
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
const LONGEST_BYTES = 255;

/** A folder path as dropped, with `/`, without steps upwards or to a root. */
export const safeFolder = (typed: string): string =>
  typed
    .normalize('NFC')
    .replace(/\\/g, '/')
    .split('/')
    .map((part) => part.replace(INVISIBLE, '').trim())
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !/^[a-z]:$/i.test(part))
    .join('/')
    .slice(0, 1_000);

/** The name a file is saved under: a name that a system would take for a device, or cut, gets a mark. */
export const saveName = (name: string): string => {
  const whole = /[. ]$/.test(name) ? `${name}_` : name;
  return RESERVED.test(whole) ? `_${whole}` : whole;
};

/** Cut to what filesystems take, in bytes of UTF-8, with the extension kept. */
export const cutToBytes = (name: string): string => {
  if (Buffer.byteLength(name) <= LONGEST_BYTES) return name;
  const extension = extensionOf(name);
  const end = extension ? `.${extension}` : '';
  let stem = name.slice(0, name.length - end.length);
  while (Buffer.byteLength(stem + end) > LONGEST_BYTES) stem = Array.from(stem).slice(0, -1).join('');
  return stem + end;
};

/** Letters and digits after the last dot, in small letters; empty when there are none. */
export const extensionOf = (name: string): string => /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '';
