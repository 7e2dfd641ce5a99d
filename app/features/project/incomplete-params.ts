import { isUuid } from '@/app/lib/is-uuid';
import { filingYearOfParam, oneOf } from '@/app/lib/one-of';
import type { IncompleteKind } from '@/server/domain/archive/incomplete';
import { GAP_PLACES, INCOMPLETE_KINDS, INCOMPLETE_SORTS, NUMBER_GAP_SORTS } from '@/server/domain/archive/incomplete';
import { type ProjectInput, projectOfSlug, projectSlug } from '@/server/domain/archive/project';

/** The phase or package of records that name none: an empty parameter would be no condition. */
export const NONE = '-';

const partOf = (value: string | null): string | undefined =>
  value === null || value === '' ? undefined : value === NONE ? '' : value.slice(0, 100);

const categoryOf = (code: string | null): string | undefined =>
  code !== null && code.length >= 2 && code.length <= 20 ? code : undefined;

const placeOf = (search: URLSearchParams) => {
  const fonds = search.get('fonds') ?? '';
  const fondsId = isUuid(fonds) ? fonds : undefined;
  const project = projectOfSlug(search.get('project') ?? '');
  return {
    fondsId,
    project: fondsId && project ? { fondsId, ...project } : undefined,
    categoryCode: categoryOf(search.get('category')),
    filingYear: filingYearOfParam(search.get('year')),
    q: search.get('q')?.trim().slice(0, 100) || undefined,
  };
};
/** What the address asks of 待补清单. */
export const incompleteOfParams = (search: URLSearchParams) => ({
  ...placeOf(search),
  kind: oneOf(INCOMPLETE_KINDS, search.get('kind')),
  phase: partOf(search.get('phase')),
  contractPackage: partOf(search.get('package')),
  sort: oneOf(INCOMPLETE_SORTS, search.get('sort')) ?? ('code' as const),
});

/** What the address asks of 断号清单. */
export const numberGapsOfParams = (search: URLSearchParams) => ({
  ...placeOf(search),
  of: oneOf(GAP_PLACES, search.get('of')) ?? ('inside' as const),
  sort: oneOf(NUMBER_GAP_SORTS, search.get('sort')) ?? ('place' as const),
});

interface Part {
  phase?: string | undefined;
  contractPackage?: string | undefined;
  kind?: IncompleteKind;
}

const projectParams = (project: ProjectInput): [string, string][] => [
  ['fonds', project.fondsId],
  ['project', projectSlug(project)],
];

/** The records that a count of a project is made of. */
export const incompletePath = (slug: string, project: ProjectInput, part: Part = {}): string => {
  const question = new URLSearchParams(projectParams(project));
  if (part.kind) question.set('kind', part.kind);
  if (part.phase !== undefined) question.set('phase', part.phase || NONE);
  if (part.contractPackage !== undefined) question.set('package', part.contractPackage || NONE);
  return `/w/${slug}/fonds/incomplete?${question}`;
};

/** The numbers of volumes that a project lacks. */
export const projectGapsPath = (slug: string, project: ProjectInput): string =>
  `/w/${slug}/fonds/number-gaps?${new URLSearchParams([['of', 'project'], ...projectParams(project)])}`;
