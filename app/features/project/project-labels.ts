import type { Locale, Translate } from '@/app/i18n/messages';
import { PROJECT_PHASES } from '@/server/domain/archive/category-fields';
import { type ProjectRow, type ProjectView, projectSlug } from '@/server/domain/archive/project';

/** A phase in words; what somebody wrote otherwise stands as it is. */
export const phaseName = (phase: string, t: Translate, locale: Locale): string => {
  if (phase === '') {
    return t('project.noPhase');
  }
  const known = PROJECT_PHASES.find((entry) => entry.code === phase);
  return known ? (locale === 'en' ? known.en : known.zh) : phase;
};

export const projectName = (project: Pick<ProjectRow, 'key' | 'name'>, t: Translate): string =>
  project.name ?? (project.key || t('project.noProject'));

export const projectPath = (slug: string, project: Pick<ProjectRow, 'fondsId' | 'subcategoryCode' | 'key'>): string =>
  `/w/${slug}/fonds/projects/${project.fondsId}/${encodeURIComponent(projectSlug(project))}`;

/** 20230500 as 2023-05. */
export const dayText = (date: string | null): string => {
  const [, year, month, day] = /^\[?(\d{4})(\d{2})(\d{2})/.exec(date ?? '') ?? [];
  return [year, month, day].filter((part) => part && part !== '00').join('-');
};

export const spanText = ({ from, to }: { from: string | null; to: string | null }): string => {
  const [first, last] = [dayText(from), dayText(to)];
  return first === last ? first || '—' : `${first} – ${last}`;
};

/** What a record lacks, in words. */
export const missingText = (row: { isEmpty: boolean; isUnpaged: boolean; gaps: string }, t: Translate): string =>
  [
    row.isEmpty ? t('project.isEmpty') : '',
    row.gaps ? t('project.hasGaps', { gaps: row.gaps }) : '',
    row.isUnpaged ? t('project.isUnpaged') : '',
  ]
    .filter(Boolean)
    .join(t('common.comma'));

interface Part {
  phase?: string;
  contractPackage?: string;
}

const equals = (field: string, value: string) =>
  value === '' ? { field, operator: 'isEmpty' } : { field, operator: 'equals', value };

/** The search that finds the volumes of a project, of one phase or package of it. */
export const rowsPath = (slug: string, view: Pick<ProjectView, 'project' | 'codePrefix'>, part: Part = {}): string => {
  const { key, name, fondsId, subcategoryCode } = view.project;
  const named = [
    ...(key === '' ? [] : [{ field: 'details.projectNumber', operator: 'equals', value: key }]),
    ...(name !== null && name === key ? [{ field: 'details.projectName', operator: 'equals', value: name }] : []),
    ...(view.codePrefix ? [{ field: 'referenceCode', operator: 'starts', value: view.codePrefix }] : []),
  ];
  const conditions = [
    { field: 'level', operator: 'equals', value: 'piece', isNot: view.project.volumes > 0 },
    ...(part.phase === undefined ? [] : [equals('details.phase', part.phase)]),
    ...(part.contractPackage === undefined ? [] : [equals('details.contractPackage', part.contractPackage)]),
    ...(named.length === 0 ? [equals('details.projectNumber', ''), equals('details.projectName', '')] : []),
  ];
  const groups = named.length === 0 ? [] : [{ join: 'or', conditions: named }];
  const question = {
    b: JSON.stringify({ join: 'and', conditions, groups }),
    fonds: fondsId,
    category: subcategoryCode ? `KJ·${subcategoryCode}` : 'KJ',
  };
  return `/w/${slug}/search?${new URLSearchParams(question)}`;
};
