import { Link } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Empty } from '@/app/components/state-block';
import { categoryName } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';
import type { MovementPart, MovementRecordView } from '@/server/domain/figure/holdings-movement';
import type { PageInfo } from '@/server/domain/shared/pagination';

const columnsOf = (t: Translate, base: string): Column<MovementRecordView>[] => [
  {
    key: 'label',
    title: t('dashboard.record'),
    render: (row) => <Link to={`${base}/archives/${row.id}`}>{row.label}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  { key: 'detail', title: t('dashboard.recordCode'), render: (row) => row.detail, width: '240px' },
  { key: 'cameOn', title: t('dashboard.cameOn'), render: (row) => row.cameOn, width: '112px' },
  { key: 'goneOn', title: t('dashboard.goneOn'), render: (row) => row.goneOn ?? '—', width: '112px' },
];

/** The records behind one number of the movement. */
export const MovementRows = (props: {
  part: MovementPart;
  category: string | null;
  rows: readonly MovementRecordView[];
  page: PageInfo;
}) => {
  const { part, category, rows, page } = props;
  const t = useText();
  const categories = useCategories();
  const base = `/w/${useWorkspace().tenant.slug}`;
  const title = t('dashboard.movementRows', {
    category: category === null ? t('dashboard.allCategories') : categoryName(category, categories),
    part: t(`dashboard.part_${part}`),
    n: page.total ?? rows.length,
  });
  return (
    <section className="lt-section">
      <h2>{title}</h2>
      <DataTable
        name="movement-rows"
        caption={title}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.label}
        rowTo={(row) => `${base}/archives/${row.id}`}
        empty={<Empty icon="file" title={t('figure.rowsEmpty')} text={t('figure.rowsEmptyText')} />}
      />
    </section>
  );
};
