import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { auditedObject } from '@/app/features/grant/audited-object';
import { labelOf } from '@/app/i18n/label-of';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import type { AuditEventView } from '@/server/domain/platform/audit-log';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('grant.title'), to: `/w/${params.slug}/grants` },
    { label: t('grant.looksTitle') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const page = pageOfParams(new URL(request.url).searchParams);
  const { slug = '', grantId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).grants.looks({ grantId, ...page }));
};

const columnsOf = (t: Translate): Column<AuditEventView>[] => [
  { key: 'at', title: t('platform.auditColumn_at'), render: (look) => formatIsoDateTime(look.at), width: '152px' },
  { key: 'who', title: t('platform.auditColumn_who'), render: (look) => look.actorName, width: '120px' },
  {
    key: 'act',
    title: t('platform.auditColumn_act'),
    render: (look) => labelOf(t, 'act', look.action),
    width: '120px',
    onPhone: 'title',
  },
  {
    key: 'object',
    title: t('platform.auditColumn_object'),
    render: (look) => auditedObject(look, t),
    truncate: true,
  },
];

/** 看了什么: every look that one grant over this unit allowed. */
export default function GrantLooks() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  return (
    <div className="lt-page">
      <PageHeader title={t('grant.looksTitle')} />
      <DataTable
        name="grant-looks"
        caption={t('grant.looksCaption')}
        columns={columnsOf(t)}
        rows={rows}
        page={page}
        rowKey={(look) => look.id}
        rowLabel={(look) => auditedObject(look, t)}
        empty={<Empty icon="eye" title={t('grant.looksEmpty')} text={t('grant.looksEmptyText')} />}
      />
    </div>
  );
}
