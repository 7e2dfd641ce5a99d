import type { DigitalFileView } from '@/server/domain/digital/digital-file';
import type { ViewerView } from '@/server/domain/digital/viewer';

/** What one turns over in the reader: pages as pictures, and files that are none. */
export interface Leaf {
  key: string;
  file: DigitalFileView;
  /** From 1, within the file. */
  page: number;
  /** IIIF Image 3 service; null for a file that is played or only downloaded. */
  service: string | null;
}

type Shown = Pick<ViewerView, 'files' | 'pages'>;

/** The pages of each file that has some. */
const pagesByFile = ({ files, pages }: Shown): Map<string, Leaf[]> => {
  const byFile = new Map<string, Leaf[]>();
  const known = new Map(files.map((file) => [file.id, file]));
  for (const { fileId, page, service } of pages) {
    const file = known.get(fileId);
    if (!file) continue;
    const own = byFile.get(fileId) ?? [];
    own.push({ key: `${fileId}.${page}`, file, page, service });
    byFile.set(fileId, own);
  }
  return byFile;
};

/** Pages of documents that were turned into PDF since the record was opened. */
export const withTurned = (viewer: ViewerView, turned: ReadonlyMap<string, number>): ViewerView => ({
  ...viewer,
  pages: [
    ...viewer.pages,
    ...viewer.files.flatMap(({ id, fileName }) =>
      Array.from({ length: turned.get(id) ?? 0 }, (_, at) => ({
        fileId: id,
        page: at + 1,
        service: `${viewer.address}/iiif/3/${id}.${at + 1}`,
        label: fileName,
      })),
    ),
  ],
});

/** In the order of the files; a file whose pages are not shown is one leaf. */
export const leavesOf = ({ files, pages }: Shown): Leaf[] => {
  const byFile = pagesByFile({ files, pages });
  return files
    .filter((file) => file.state === 'stored')
    .flatMap((file) => byFile.get(file.id) ?? [{ key: file.id, file, page: 1, service: null }]);
};

/** What a page can be laid beside: other versions of the same place first, then the other files. */
export const othersOf = (viewer: Pick<ViewerView, 'files' | 'pages' | 'older'>, file: DigitalFileView): Leaf[][] => {
  const all = [...pagesByFile(viewer.older).values(), ...pagesByFile(viewer).values()];
  const isVersion = (leaves: Leaf[]) => {
    const other = leaves[0]?.file;
    return other !== undefined && (other.sequence === file.sequence || other.fileName === file.fileName);
  };
  const others = all.filter((leaves) => leaves[0]?.file.id !== file.id);
  return [...others.filter(isVersion), ...others.filter((leaves) => !isVersion(leaves))];
};

/** The leaf that an address asks for; the first one when it asks for none that is there. */
export const leafAt = (leaves: readonly Leaf[], fileId: string | null, page: number): number => {
  const first = leaves.findIndex((leaf) => leaf.file.id === fileId);
  const exact = leaves.findIndex((leaf) => leaf.file.id === fileId && leaf.page === page);
  return Math.max(0, exact >= 0 ? exact : first);
};

/** The one or two leaves that lie open: a left page has an even number in a bound volume, and the cover stands alone. */
export const openLeaves = (leaves: readonly Leaf[], at: number, isDouble: boolean): number[] => {
  const here = leaves[at];
  if (!here) return [];
  if (!isDouble || here.service === null) return [at];
  const left = at === 0 ? 0 : at - ((at + 1) % 2);
  if (left === 0) return [0];
  return leaves[left + 1]?.service ? [left, left + 1] : [left];
};

/** Where the next or previous page turn leads. */
export const turned = (leaves: readonly Leaf[], at: number, isDouble: boolean, step: 1 | -1): number => {
  const open = openLeaves(leaves, at, isDouble);
  const goal = step === 1 ? (open.at(-1) ?? 0) + 1 : (open[0] ?? 0) - 1;
  return goal < 0 || goal >= leaves.length ? at : (openLeaves(leaves, goal, isDouble)[0] ?? goal);
};

const RIGHT = /\/view\/[^/]+\//;
/** The same address under the right of another: what is on the screen stays when a right is renewed. */
export const underRightOf = (url: string, service: string): string => {
  const right = RIGHT.exec(service)?.[0];
  return right ? url.replace(RIGHT, right) : url;
};
