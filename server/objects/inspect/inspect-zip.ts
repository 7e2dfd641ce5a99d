import yauzl from 'yauzl';

/** Containers of the zip kind, judged by their directory: nothing is unpacked. */
export const ZIP_LIMITS = {
  entries: 20_000,
  declaredBytes: 20 * 1024 ** 3,
  /** Highest ratio of what is said to come out to what is there, once it is more than `ratioFromBytes`. */
  ratio: 200,
  ratioFromBytes: 100 * 1024 ** 2,
} as const;

const ARCHIVE = /\.(?:zip|7z|rar|tar|t?gz|bz2|xz|zst|cab|iso|jar|war)$/i;
const PROGRAM = /\.(?:exe|dll|scr|com|bat|cmd|ps1|vbs|js|hta|msi|lnk|apk|sh)$/i;
const MACRO = /(?:^|\/)(?:vbaProject\.bin|vbaData\.xml)$|(?:^|\/)activeX\//i;

const UTF8_FLAG = 0x800;
const [UTF8, LEGACY] = [new TextDecoder('utf-8', { fatal: true }), new TextDecoder('gb18030')];
/**
 * The name as it was typed: UTF-8 where the zip says so or where it is, otherwise GB 18030, which Windows writes here
 * without saying so. Only in the right encoding is `\\` a separator and not the second half of a character.
 */
export const nameOfEntry = ({ bytes, flags }: { bytes: Uint8Array; flags: number }): string => {
  try {
    return UTF8.decode(bytes);
  } catch {
    return (flags & UTF8_FLAG) === 0 ? LEGACY.decode(bytes) : Buffer.from(bytes).toString('latin1');
  }
};

const isOutside = (name: string): boolean =>
  name.startsWith('/') || /^[a-z]:/i.test(name) || name.split('/').includes('..');

/** What is wrong with the container, as a word for the log; null when nothing is. `isDocument`: OFD and Office. */
export const inspectZip = (file: string, isDocument: boolean): Promise<string | null> =>
  new Promise((resolve) => {
    yauzl.open(file, { lazyEntries: true, validateEntrySizes: true, decodeStrings: false }, (error, zip) => {
      if (error || !zip) {
        resolve('zip_damaged');
        return;
      }
      let declared = 0;
      let packed = 0;
      const names = new Set<string>();
      const stop = (reason: string | null): void => {
        zip.close();
        resolve(reason);
      };
      if (zip.entryCount > ZIP_LIMITS.entries) {
        stop('zip_entries');
        return;
      }
      zip.on('entry', (entry: yauzl.Entry) => {
        const bytes = entry.fileName as unknown as Buffer;
        const name = nameOfEntry({ bytes, flags: entry.generalPurposeBitFlag }).replace(/\\/g, '/');
        declared += entry.uncompressedSize;
        packed += entry.compressedSize;
        const isBomb = declared > ZIP_LIMITS.ratioFromBytes && declared > packed * ZIP_LIMITS.ratio;
        if (isOutside(name)) stop('zip_path');
        else if (names.has(name.toLowerCase())) stop('zip_twice');
        else if (declared > ZIP_LIMITS.declaredBytes || isBomb) stop('zip_bomb');
        else if (entry.isEncrypted()) stop('encrypted');
        else if (MACRO.test(name)) stop('macro');
        else if (!isDocument && ARCHIVE.test(name)) stop('archive_in_archive');
        else if (PROGRAM.test(name)) stop('program');
        else {
          names.add(name.toLowerCase());
          zip.readEntry();
        }
      });
      zip.on('end', () => stop(names.size === 0 ? 'zip_empty' : null));
      zip.on('error', () => stop('zip_damaged'));
      zip.readEntry();
    });
  });
