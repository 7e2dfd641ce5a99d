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

const isOutside = (name: string): boolean =>
  name.startsWith('/') || /^[a-z]:/i.test(name) || name.split('/').includes('..');

/** What is wrong with the container, as a word for the log; null when nothing is. `isDocument`: OFD and Office. */
export const inspectZip = (file: string, isDocument: boolean): Promise<string | null> =>
  new Promise((resolve) => {
    yauzl.open(file, { lazyEntries: true, validateEntrySizes: true, strictFileNames: false }, (error, zip) => {
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
        const name = entry.fileName.replace(/\\/g, '/');
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
