import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { LibraryRowView } from '@/server/domain/inspection/checklist-library';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('checklist.library') }] };

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => ({
  rows: await loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').checklist.library()),
});

const columnsOf = (t: Translate, isChinese: boolean, base: string): Column<LibraryRowView>[] => [
  {
    key: 'name',
    title: t('checklist.listName'),
    render: (row) => {
      const id = row.draftId ?? row.currentId;
      const name = isChinese ? row.name : row.nameEn;
      return id ? <Link to={`${base}/${id}`}>{name}</Link> : name;
    },
    onPhone: 'title',
  },
  {
    key: 'origin',
    title: t('checklist.origin'),
    render: (row) => t(row.isBuiltIn ? 'checklist.builtIn' : 'checklist.ownList'),
    width: '96px',
  },
  {
    key: 'version',
    title: t('checklist.versionHead'),
    render: (row) => (
      <>
        {row.currentVersion ? t('checklist.version', { n: row.currentVersion }) : '—'}{' '}
        {row.draftId ? <Status kind="live">{t('checklist.hasDraft')}</Status> : null}
      </>
    ),
    width: '176px',
  },
  {
    key: 'items',
    title: t('checklist.itemCount'),
    render: (row) => formatNumber(row.itemCount),
    numeric: true,
    width: '88px',
  },
  {
    key: 'campaigns',
    title: t('checklist.campaigns'),
    render: (row) => formatNumber(row.campaigns),
    numeric: true,
    width: '104px',
  },
];

export default function Checklists() {
  const t = useText();
  const locale = useLocale();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { rows } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const { act, busy } = useAct();
  const [naming, setNaming] = useState(false);
  const base = `/w/${slug}/checklists`;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('checklist.library')}
        lead={t('checklist.libraryLead')}
        actions={
          <>
            <a className="lt-btn" href={downloadPath(slug, 'checklist.downloadTemplate', {})} download>
              <Icon name="download" />
              <span>{t('checklist.template')}</span>
            </a>
            <Button look="primary" icon="plus" onClick={() => setNaming(true)}>
              {t('checklist.newList')}
            </Button>
          </>
        }
      />
      <DataTable
        name="checklists"
        caption={t('checklist.libraryCaption')}
        columns={columnsOf(t, locale === 'zh-CN', base)}
        rows={rows}
        page={{ nextCursor: null, previousCursor: null, total: rows.length }}
        rowKey={(row) => row.code}
        rowLabel={(row) => row.name}
        rowActions={(row) =>
          row.draftId === null && row.currentId === null ? (
            <Button
              look="text"
              busy={busy}
              onClick={() =>
                void act(async () => {
                  const from = { kind: 'template' as const, code: row.code };
                  const options = { context: { idempotencyKey: newIdempotencyKey() } };
                  const { id } = await client.checklist.begin.mutate({ from }, options);
                  void navigate(`${base}/${id}`);
                })
              }
            >
              {t('checklist.takeTemplate')}
            </Button>
          ) : null
        }
        empty={<Empty icon="list" title={t('checklist.library')} />}
      />
      <FormDrawer<{ name: string }>
        open={naming}
        onClose={() => setNaming(false)}
        title={t('checklist.newList')}
        fieldLabels={{ name: t('checklist.listName') }}
        onSubmit={async ({ name }, idempotencyKey) => {
          const input = { from: { kind: 'blank' as const, name } };
          const { id } = await client.checklist.begin.mutate(input, { context: { idempotencyKey } });
          void navigate(`${base}/${id}`);
        }}
      >
        <p className="lt-note">{t('checklist.newListEffect')}</p>
        <FormField name="name" label={t('checklist.listName')} required>
          <input className="lt-input" maxLength={100} />
        </FormField>
      </FormDrawer>
    </div>
  );
}
