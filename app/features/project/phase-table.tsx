import { Link } from '@remix-run/react';
import { Status } from '@/app/components/status';
import { type PlainColumn, PlainTable } from '@/app/features/fonds/plain-table';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import type { PackageLine, PhaseLine, ProjectInput, ProjectSums } from '@/server/domain/archive/project';
import { Missing } from './missing';
import { phaseName, spanText } from './project-labels';

const isBare = (line: ProjectSums): boolean => line.volumes + line.pieces === 0;

const useCounts = <Line extends ProjectSums>(): PlainColumn<Line>[] => {
  const t = useText();
  const count = (key: 'volumes' | 'pieces' | 'pages'): PlainColumn<Line> => ({
    key,
    title: t(`project.${key}`),
    render: (line) => (line[key] === 0 ? '—' : formatNumber(line[key])),
    numeric: true,
    width: '80px',
  });
  return [
    count('volumes'),
    count('pieces'),
    count('pages'),
    { key: 'span', title: t('project.span'), render: (line) => spanText(line), width: '200px' },
  ];
};

interface PhaseTableProps {
  project: ProjectInput;
  phases: readonly PhaseLine[];
  rowsOf: (phase: string) => string;
}

/** 各阶段: what there is of each, and which phases have nothing yet. */
export const PhaseTable = ({ project, phases, rowsOf }: PhaseTableProps) => {
  const t = useText();
  const locale = useLocale();
  const counts = useCounts<PhaseLine>();
  const columns: PlainColumn<PhaseLine>[] = [
    {
      key: 'phase',
      title: t('project.phase'),
      render: (line) => {
        const name = phaseName(line.phase, t, locale);
        return isBare(line) ? name : <Link to={rowsOf(line.phase)}>{name}</Link>;
      },
    },
    ...counts,
    { key: 'packages', title: t('project.packages'), render: (line) => line.packages.join(t('common.list')) || '—' },
    {
      key: 'missing',
      title: t('project.missing'),
      render: (line) => {
        if (!isBare(line)) {
          return <Missing line={line} project={project} phase={line.phase} />;
        }
        return line.isExpected ? <Status kind="failed">{t('project.nothingYet')}</Status> : '—';
      },
      width: '240px',
    },
  ];
  return (
    <PlainTable
      caption={t('project.phasesTitle')}
      columns={columns}
      rows={phases}
      rowKey={(line) => line.phase || 'none'}
    />
  );
};

interface PackageTableProps {
  project: ProjectInput;
  packages: readonly PackageLine[];
  rowsOf: (contractPackage: string) => string;
}

/** 各标段: what there is of each contract package. */
export const PackageTable = ({ project, packages, rowsOf }: PackageTableProps) => {
  const t = useText();
  const locale = useLocale();
  const counts = useCounts<PackageLine>();
  const columns: PlainColumn<PackageLine>[] = [
    {
      key: 'package',
      title: t('project.package'),
      render: (line) => <Link to={rowsOf(line.contractPackage)}>{line.contractPackage || t('project.noPackage')}</Link>,
    },
    ...counts,
    {
      key: 'phases',
      title: t('project.phases'),
      render: (line) => line.phases.map((phase) => phaseName(phase, t, locale)).join(t('common.list')) || '—',
    },
    {
      key: 'missing',
      title: t('project.missing'),
      render: (line) => <Missing line={line} project={project} contractPackage={line.contractPackage} />,
      width: '240px',
    },
  ];
  return (
    <PlainTable
      caption={t('project.packagesTitle')}
      columns={columns}
      rows={packages}
      rowKey={(line) => line.contractPackage || 'none'}
    />
  );
};
