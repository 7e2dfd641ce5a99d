/** Files as they were dropped or chosen, each with the folder in which it lay. */
export interface Dropped {
  /** With `/`, without the name; empty for a single file. */
  folder: string;
  file: File;
}

/** What systems leave in folders for themselves. */
const LEFT_BY_SYSTEMS = /^(?:\.ds_store|thumbs\.db|desktop\.ini|\._.*|~\$.*)$/i;
export const isLeftBySystem = (name: string): boolean => LEFT_BY_SYSTEMS.test(name);

export const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/').replace(/^\/+/, '');

const byPath = new Intl.Collator('zh-CN', { numeric: true });
/** In the order of folders and names as people count: 2 before 10. */
export const inNaturalOrder = (files: readonly Dropped[]): Dropped[] =>
  [...files].sort(
    (a, b) =>
      byPath.compare(a.folder, b.folder) || byPath.compare(a.file.name, b.file.name) || a.file.size - b.file.size,
  );

const readEntries = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) => reader.readEntries(resolve, reject));

/** A reader answers a hundred entries at a time and then nothing. */
const listFolder = async (folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> => {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await readEntries(reader);
    if (some.length === 0) return all;
    all.push(...some);
  }
};

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

const walk = async (entry: FileSystemEntry, found: Dropped[]): Promise<void> => {
  if (isFolder(entry)) {
    for (const child of await listFolder(entry)) await walk(child, found);
  } else if (isFile(entry) && !isLeftBySystem(entry.name)) {
    found.push({ folder: folderOf(entry.fullPath), file: await fileOf(entry) });
  }
};

/** Whatever was dropped, folders walked through. The entries must be taken before anything is awaited. */
export const filesOfDrop = async (data: DataTransfer): Promise<Dropped[]> => {
  const entries = Array.from(data.items)
    .filter((item) => item.kind === 'file')
    .map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = Array.from(data.files);
  if (entries.length === 0 || entries.includes(null)) return filesOfList(plain);
  const found: Dropped[] = [];
  for (const entry of entries) if (entry) await walk(entry, found);
  return inNaturalOrder(found);
};

export const filesOfList = (files: Iterable<File>): Dropped[] =>
  inNaturalOrder(
    Array.from(files)
      .filter((file) => !isLeftBySystem(file.name))
      .map((file) => ({ folder: folderOf(file.webkitRelativePath ?? ''), file })),
  );
