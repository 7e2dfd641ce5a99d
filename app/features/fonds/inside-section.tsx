import { Link, useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { projectPath } from '@/app/features/project/project-labels';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDate } from '@/app/lib/format';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ItemView } from '@/server/domain/archive/archive-record';
import type { ChildrenView, ChildView } from '@/server/domain/fonds/inside';
import type { RetiredCodeView } from '@/server/domain/fonds/renumbering';
import { type PlainColumn, PlainTable } from './plain-table';

interface Values {
  title: string;
  documentDate?: string;
  pageCount?: string;
}

const AddDrawer = ({ open, onClose, item }: { open: boolean; onClose: () => void; item: ItemView }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = {
    title: t('fonds.itemTitle'),
    documentDate: t('fonds.documentDate'),
    pageCount: t('fonds.pageCount'),
  };
  const categoryCode = item.subcategoryCode ? `${item.categoryCode}·${item.subcategoryCode}` : item.categoryCode;
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('fonds.insideAddTitle')}
      fieldLabels={labels}
      onSubmit={async ({ title, documentDate, pageCount }, idempotencyKey) => {
        const made = await client.archive.create.mutate(
          {
            fondsId: item.fondsId,
            parentId: item.id,
            categoryCode,
            filingYear: item.filingYear,
            retentionCode: item.retentionCode,
            title,
            documentDate: documentDate?.trim() || undefined,
            pageCount: pageCount ? Number(pageCount) : undefined,
          },
          { context: { idempotencyKey } },
        );
        toast({ text: t('fonds.insideAdded', { code: made.referenceCode }) });
        revalidate();
      }}
    >
      <FormField name="title" label={labels.title} required>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={500} />
      </FormField>
      <FormField name="documentDate" label={labels.documentDate} help={t('archive.newDateHelp')}>
        <input className="lt-input" maxLength={10} />
      </FormField>
      <FormField name="pageCount" label={labels.pageCount}>
        <input className="lt-input" inputMode="numeric" pattern="[0-9]*" maxLength={6} />
      </FormField>
    </FormDrawer>
  );
};

const FormerCodes = ({ codes }: { codes: readonly RetiredCodeView[] }) => {
  const t = useText();
  if (codes.length === 0) {
    return null;
  }
  return (
    <section className="lt-section">
      <h2>{t('fonds.formerCodes')}</h2>
      <ul>
        {codes.map((code) => (
          <li key={code.oldCode}>
            {t('fonds.formerLine', {
              code: code.oldCode,
              date: formatIsoDate(code.changedAt),
              reason: code.reason,
            })}
          </li>
        ))}
      </ul>
    </section>
  );
};

const Children = ({ item, first }: { item: ItemView; first: ChildrenView }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const canWrite = useCan('archive.write') && item.state === 'filed';
  const [shown, setShown] = useState(first);
  const [adding, setAdding] = useState(false);
  useEffect(() => setShown(first), [first]);
  const turn = async (cursor: string | null, direction: 'after' | 'before') => {
    if (cursor) {
      setShown(await client.fonds.children.query({ itemId: item.id, cursor, direction }));
    }
  };
  const columns: PlainColumn<ChildView>[] = [
    {
      key: 'code',
      title: t('archive.field_referenceCode'),
      render: (row) => <Link to={`/w/${slug}/archives/${row.id}`}>{row.referenceCode}</Link>,
      width: '232px',
    },
    { key: 'title', title: t('fonds.itemTitle'), render: (row) => row.title },
    { key: 'date', title: t('fonds.documentDate'), render: (row) => row.documentDate ?? '—', width: '96px' },
    { key: 'pages', title: t('fonds.pageCount'), render: (row) => row.pageCount ?? '—', numeric: true, width: '72px' },
  ];
  const { nextCursor, previousCursor } = shown.page;
  const count = shown.page.total ?? shown.rows.length;
  return (
    <section className="lt-section">
      <div className="lt-section-head">
        <h2>{t(item.level === 'group' ? 'fonds.insideGroup' : 'fonds.insideTitle')}</h2>
        <span className="lt-3 lt-grow">
          {item.level === 'group'
            ? t('fonds.insideCountGroup', { n: count })
            : t('fonds.insideCount', { n: count, pages: shown.pages })}
        </span>
        {canWrite ? (
          <ButtonLink icon="columns" to={`/w/${slug}/archives/grid?volume=${item.id}`}>
            {t('fonds.insideGrid')}
          </ButtonLink>
        ) : null}
        {canWrite ? (
          <Button icon="plus" onClick={() => setAdding(true)}>
            {t('fonds.insideAdd')}
          </Button>
        ) : null}
      </div>
      {shown.rows.length === 0 ? (
        <p className="lt-3">{t('fonds.insideEmpty')}</p>
      ) : (
        <PlainTable caption={t('fonds.insideTitle')} columns={columns} rows={shown.rows} rowKey={(row) => row.id} />
      )}
      {nextCursor || previousCursor ? (
        <div className="lt-wrap">
          <Button disabled={!previousCursor} onClick={() => void turn(previousCursor, 'before')}>
            {t('fonds.insideBack')}
          </Button>
          <Button disabled={!nextCursor} onClick={() => void turn(nextCursor, 'after')}>
            {t('fonds.insideMore')}
          </Button>
        </div>
      ) : null}
      {canWrite ? <AddDrawer open={adding} onClose={() => setAdding(false)} item={item} /> : null}
    </section>
  );
};

/** 所属项目 of a technical record: one click to what else the project has. */
const ProjectOf = ({ item }: { item: ItemView }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const { projectNumber, projectName } = item.details;
  const key = projectNumber?.trim();
  if (item.categoryCode !== 'KJ' || item.state !== 'filed' || item.leftOn !== null || !key) {
    return null;
  }
  const project = { fondsId: item.fondsId, subcategoryCode: item.subcategoryCode ?? '', key };
  return (
    <section className="lt-section">
      <h2>{t('project.ofRecord')}</h2>
      <p>
        <Link to={projectPath(slug, project)}>{key}</Link> {projectName ?? ''}
      </p>
    </section>
  );
};

interface InsideSectionProps {
  item: ItemView;
  inside: ChildrenView;
  formerCodes: readonly RetiredCodeView[];
}

/** On a record's page: the volume that it lies in, what lies inside it, the codes that it had. */
export const InsideSection = ({ item, inside, formerCodes }: InsideSectionProps) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const holds = item.level === 'volume' || item.level === 'group';
  return (
    <>
      {inside.parent ? (
        <section className="lt-section">
          <h2>{t('fonds.insideOf')}</h2>
          <p>
            <Link to={`/w/${slug}/archives/${inside.parent.id}`}>{inside.parent.referenceCode}</Link>{' '}
            {inside.parent.title}
          </p>
        </section>
      ) : null}
      <ProjectOf item={item} />
      {holds ? <Children item={item} first={inside} /> : null}
      <FormerCodes codes={formerCodes} />
    </>
  );
};
