import { Link } from '@remix-run/react';
import { Status } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';
import type { ProjectInput, ProjectSums } from '@/server/domain/archive/project';
import { incompletePath } from './incomplete-params';

interface MissingProps {
  line: Pick<ProjectSums, 'empty' | 'broken' | 'unpaged'>;
  project: ProjectInput;
  phase?: string;
  contractPackage?: string;
}

/** What is missing, in words; each count leads to its records. */
export const Missing = ({ line, project, phase, contractPackage }: MissingProps) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const parts = [
    { kind: 'empty', text: t('project.emptyCount', { n: line.empty }), n: line.empty },
    { kind: 'broken', text: t('project.brokenCount', { n: line.broken }), n: line.broken },
    { kind: 'unpaged', text: t('project.unpagedCount', { n: line.unpaged }), n: line.unpaged },
  ] as const;
  const shown = parts.filter(({ n }) => n > 0);
  if (shown.length === 0) {
    return <Status kind="done">{t('project.complete')}</Status>;
  }
  return (
    <Status kind="attention">
      {shown.map(({ kind, text }, at) => (
        <span key={kind}>
          {at === 0 ? '' : t('common.comma')}
          <Link className="lt-in-text" to={incompletePath(slug, project, { kind, phase, contractPackage })}>
            {text}
          </Link>
        </span>
      ))}
    </Status>
  );
};
