import { Link } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Empty } from '@/app/components/state-block';
import { Status, type StatusKind } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { withParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { MaterialView } from '@/server/domain/training/course';
import type { MaterialState } from '@/server/domain/training/course-vocabulary';

const STATUS: Record<MaterialState, StatusKind> = { draft: 'none', issued: 'done', withdrawn: 'failed' };

const versionText = (material: MaterialView, t: Translate): string => {
  const issued = material.version === 0 ? t('course.versionNone') : t('course.versionValue', { n: material.version });
  return material.hasDraft && material.version > 0 ? `${issued}，${t('course.hasDraft')}` : issued;
};

const columnsOf = (t: Translate, slug: string, params: URLSearchParams): Column<MaterialView>[] => [
  {
    key: 'title',
    title: t('course.materialName'),
    render: (material) => (
      <a
        href={`${downloadPath(slug, 'courses.downloadMaterial', { materialId: material.id })}&inline=1`}
        target="_blank"
        rel="noreferrer"
      >
        {material.title}
      </a>
    ),
    truncate: true,
    onPhone: 'title',
  },
  { key: 'kind', title: t('course.materialKind'), render: (row) => t(`course.kind_${row.kind}`), width: '96px' },
  { key: 'hours', title: t('training.hours'), render: (row) => formatNumber(row.hours), numeric: true, width: '64px' },
  { key: 'version', title: t('course.version'), render: (row) => versionText(row, t), width: '176px' },
  {
    key: 'state',
    title: t('training.state'),
    render: (row) => <Status kind={STATUS[row.state]}>{t(`course.materialState_${row.state}`)}</Status>,
    width: '104px',
  },
  {
    key: 'sentTo',
    title: t('course.sentTo'),
    render: (row) => (
      <Link to={`${withParams(params, { material: row.id, cursor: null })}#reach`}>{formatNumber(row.sentTo)}</Link>
    ),
    numeric: true,
    width: '88px',
  },
  {
    key: 'openedBy',
    title: t('course.openedBy'),
    render: (row) => formatNumber(row.openedBy),
    numeric: true,
    width: '88px',
  },
  {
    key: 'readers',
    title: t('course.readers'),
    render: (row) => formatNumber(row.readers),
    numeric: true,
    width: '88px',
  },
  {
    key: 'finished',
    title: t('course.finished'),
    render: (row) => formatNumber(row.finished),
    numeric: true,
    width: '88px',
  },
];

/** 课件 of a course with how far each has come. */
export const MaterialList = (props: {
  materials: readonly MaterialView[];
  canChange: boolean;
  params: URLSearchParams;
  onChange: (material: MaterialView) => void;
  onIssue: (material: MaterialView) => void;
  onWithdraw: (material: MaterialView) => void;
}) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  return (
    <section className="lt-section">
      <div className="lt-section-head">
        <h2>{t('course.materials')}</h2>
      </div>
      <DataTable
        name="materials"
        caption={t('course.materialsCaption')}
        columns={columnsOf(t, slug, props.params)}
        rows={[...props.materials]}
        page={{ nextCursor: null, previousCursor: null, total: props.materials.length }}
        rowKey={(material) => material.id}
        rowLabel={(material) => material.title}
        rowActions={
          props.canChange
            ? (material) =>
                material.state === 'withdrawn' ? null : (
                  <>
                    <Button look="text" onClick={() => props.onIssue(material)}>
                      {t('course.issue')}
                    </Button>
                    <Button look="text" onClick={() => props.onChange(material)}>
                      {t('course.edit')}
                    </Button>
                    {material.state === 'issued' ? (
                      <Button look="text" onClick={() => props.onWithdraw(material)}>
                        {t('course.withdraw')}
                      </Button>
                    ) : null}
                  </>
                )
            : undefined
        }
        empty={<Empty icon="file" title={t('course.materialsEmpty')} text={t('course.materialsEmptyText')} />}
      />
    </section>
  );
};
