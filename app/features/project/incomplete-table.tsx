import { Link } from '@remix-run/react';
import { type PlainColumn, PlainTable } from '@/app/features/fonds/plain-table';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';
import type { IncompleteRow } from '@/server/domain/archive/project';
import { missingText, phaseName } from './project-labels';

/** 待补: the records to which something is missing, each a click away. */
export const IncompleteTable = ({ rows }: { rows: readonly IncompleteRow[] }) => {
  const t = useText();
  const locale = useLocale();
  const { slug } = useWorkspace().tenant;
  if (rows.length === 0) {
    return <p className="lt-3">{t('project.incompleteEmpty')}</p>;
  }
  const columns: PlainColumn<IncompleteRow>[] = [
    {
      key: 'code',
      title: t('archive.field_referenceCode'),
      render: (row) => <Link to={`/w/${slug}/archives/${row.id}`}>{row.referenceCode}</Link>,
      width: '232px',
    },
    { key: 'title', title: t('fonds.itemTitle'), render: (row) => row.title },
    { key: 'phase', title: t('project.phase'), render: (row) => phaseName(row.phase, t, locale), width: '136px' },
    { key: 'package', title: t('project.package'), render: (row) => row.contractPackage || '—', width: '120px' },
    { key: 'what', title: t('project.missing'), render: (row) => missingText(row, t), width: '240px' },
  ];
  return <PlainTable caption={t('project.incompleteTitle')} columns={columns} rows={rows} rowKey={(row) => row.id} />;
};
