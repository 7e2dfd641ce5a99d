import type { Column } from '@/app/components/data-table';
import type { Translate } from '@/app/i18n/messages';
import type { PreviewView } from '@/server/domain/digital/viewer';
import { PreviewCell } from './preview-cell';

/** The preview stands behind the code, so that a photograph is known at a glance. */
export const withPreview = <Row extends { id: string }>(
  columns: readonly Column<Row>[],
  previews: readonly PreviewView[],
  t: Translate,
): Column<Row>[] => {
  const [code, ...others] = columns;
  const byItem = new Map(previews.map((preview) => [preview.itemId, preview]));
  const preview: Column<Row> = {
    key: 'preview',
    title: t('search.preview'),
    render: (row) => <PreviewCell preview={byItem.get(row.id)} />,
    width: '80px',
  };
  return code ? [code, preview, ...others] : [];
};
