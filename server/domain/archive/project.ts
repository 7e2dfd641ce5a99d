import { z } from 'zod';
import { PROJECT_PHASES } from '@/server/domain/archive/category-fields';
import { uuid } from '@/server/domain/shared/ids';

/**
 * 科技档案项目: the records of one project over its phases and contract packages (GB/T 11822, DA/T 28). A project is
 * no record of its own; it is what the volumes say that they belong to: a number within a fonds and a second level.
 */

const projectRef = {
  fondsId: uuid,
  /** JJ, KY, SB …; empty where the volumes name none. */
  subcategoryCode: z.string().max(20),
  /** 项目号, or the name where no number is known. Empty: volumes that name neither. */
  key: z.string().max(500),
};
export const projectInput = z.strictObject(projectRef);
export type ProjectInput = z.infer<typeof projectInput>;

export const PROJECT_SORTS = ['code', '-code', 'name', '-name', 'volumes', '-volumes', 'to', '-to'] as const;
export type ProjectSort = (typeof PROJECT_SORTS)[number];

export const listProjectsInput = z.strictObject({
  fondsId: uuid.optional(),
  q: z.string().trim().max(100).optional(),
  sort: z.enum(PROJECT_SORTS).default('code'),
});
export type ListProjectsInput = z.infer<typeof listProjectsInput>;

/** JJ·2301: how a project is called in an address, as its part of a code is written. */
export const projectSlug = (project: { subcategoryCode: string; key: string }): string =>
  `${project.subcategoryCode}·${project.key}`;
export const projectOfSlug = (slug: string): { subcategoryCode: string; key: string } | null => {
  const at = slug.indexOf('·');
  return at < 0 || at > 20 || slug.length > 520
    ? null
    : { subcategoryCode: slug.slice(0, at), key: slug.slice(at + 1) };
};

const counted = {
  volumes: z.number().int(),
  pieces: z.number().int(),
  pages: z.number().int(),
  /** Volumes in which nothing lies yet. */
  empty: z.number().int(),
  /** Volumes whose pieces are not numbered through. */
  broken: z.number().int(),
  /** Records without a page count. */
  unpaged: z.number().int(),
  /** Eight digits each. */
  from: z.string().nullable(),
  to: z.string().nullable(),
};

export const projectRow = z.object({
  ...projectRef,
  name: z.string().nullable(),
  fondsNumber: z.string(),
  ...counted,
  phases: z.number().int(),
  packages: z.number().int(),
});
export type ProjectRow = z.infer<typeof projectRow>;

/** One phase within one package, as the database counts it. */
export const projectCell = z.object({ phase: z.string(), contractPackage: z.string(), ...counted });
export type ProjectCell = z.infer<typeof projectCell>;

const sums = z.object(counted);
export type ProjectSums = z.infer<typeof sums>;

const phaseLine = sums.extend({
  /** A code of the phases, what else somebody wrote, or empty. */
  phase: z.string(),
  /** Every project of this kind has such records. */
  isExpected: z.boolean(),
  packages: z.array(z.string()),
});
export type PhaseLine = z.infer<typeof phaseLine>;
const packageLine = sums.extend({ contractPackage: z.string(), phases: z.array(z.string()) });
export type PackageLine = z.infer<typeof packageLine>;

export const incompleteRow = z.object({
  id: uuid,
  referenceCode: z.string(),
  title: z.string(),
  phase: z.string(),
  contractPackage: z.string(),
  isEmpty: z.boolean(),
  isUnpaged: z.boolean(),
  /** Numbers of pieces that are missing, in short: 3、7—9. */
  gaps: z.string(),
});
export type IncompleteRow = z.infer<typeof incompleteRow>;

export const projectView = z.object({
  project: projectRow,
  /** What the codes of its records begin with, where its number stands in them. */
  codePrefix: z.string().nullable(),
  /** Every phase of the list in its order, then what else was written. */
  phases: z.array(phaseLine),
  packages: z.array(packageLine),
  /** 案卷号 that are missing. */
  volumeGaps: z.string(),
  incomplete: z.array(incompleteRow),
});
export type ProjectView = z.infer<typeof projectView>;

/** Numbers that are missing between 1 and the last, in short: 3、7—9. */
export const numberGaps = (numbers: readonly (number | null)[], most = 50): string => {
  const present = [...new Set(numbers.filter((number) => number !== null))].sort((one, other) => one - other);
  const gaps: string[] = [];
  let next = 1;
  for (const number of present) {
    if (number > next) gaps.push(number - 1 === next ? String(next) : `${next}—${number - 1}`);
    next = Math.max(next, number + 1);
  }
  return gaps.slice(0, most).join('、');
};

const NOTHING: ProjectSums = { volumes: 0, pieces: 0, pages: 0, empty: 0, broken: 0, unpaged: 0, from: null, to: null };

const earlier = (one: string | null, other: string | null): string | null =>
  one !== null && (other === null || one < other) ? one : other;
const later = (one: string | null, other: string | null): string | null =>
  one !== null && (other === null || one > other) ? one : other;

const sumCells = (cells: readonly ProjectCell[]): ProjectSums =>
  cells.reduce<ProjectSums>(
    (sum, cell) => ({
      volumes: sum.volumes + cell.volumes,
      pieces: sum.pieces + cell.pieces,
      pages: sum.pages + cell.pages,
      empty: sum.empty + cell.empty,
      broken: sum.broken + cell.broken,
      unpaged: sum.unpaged + cell.unpaged,
      from: earlier(sum.from, cell.from),
      to: later(sum.to, cell.to),
    }),
    NOTHING,
  );

/** What no capital construction is without (DA/T 28); of research and equipment nothing is said. */
const EXPECTED: readonly string[] = ['LX', 'SJ', 'ZB', 'SG', 'JL', 'JG'];
const CONSTRUCTION: readonly string[] = ['JJ', ''];

export const phaseLines = (cells: readonly ProjectCell[], subcategoryCode: string): PhaseLine[] => {
  const known: string[] = PROJECT_PHASES.map(({ code }) => code);
  const written = [...new Set(cells.map(({ phase }) => phase))].filter((phase) => !known.includes(phase)).sort();
  // What names no phase comes last.
  const others = [...written.filter((phase) => phase !== ''), ...written.filter((phase) => phase === '')];
  return [...known, ...others].map((phase) => {
    const mine = cells.filter((cell) => cell.phase === phase);
    return {
      ...sumCells(mine),
      phase,
      isExpected: CONSTRUCTION.includes(subcategoryCode) && EXPECTED.includes(phase),
      packages: [...new Set(mine.map(({ contractPackage }) => contractPackage))].filter(Boolean).sort(),
    };
  });
};

export const packageLines = (cells: readonly ProjectCell[]): PackageLine[] =>
  [...new Set(cells.map(({ contractPackage }) => contractPackage))]
    .sort((one, other) => (one === '' ? 1 : other === '' ? -1 : one.localeCompare(other, 'zh-CN', { numeric: true })))
    .map((contractPackage) => {
      const mine = cells.filter((cell) => cell.contractPackage === contractPackage);
      return {
        ...sumCells(mine),
        contractPackage,
        phases: [...new Set(mine.map(({ phase }) => phase))].filter(Boolean),
      };
    });
