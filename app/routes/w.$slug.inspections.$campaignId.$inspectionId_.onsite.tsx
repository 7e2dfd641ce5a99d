import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { RecordItem, Signatures } from '@/app/features/onsite/record-parts';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { OnsiteRecordView } from '@/server/domain/inspection/onsite';

export const handle: ScreenHandle<OnsiteRecordView> = {
  crumbs: ({ data, params }, t) => {
    const base = `/w/${params.slug}/inspections`;
    return [
      { label: t('inspection.title'), to: base },
      { label: data?.unitName ?? '', to: `${base}/${params.campaignId}/${params.inspectionId}` },
      { label: t('onsite.recordTitle') },
    ];
  },
};

export const loader = ({ request, context, params }: LoaderFunctionArgs): Promise<OnsiteRecordView> => {
  const { slug = '', inspectionId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).onsite.record({ inspectionId }));
};

export default function OnsiteRecord() {
  const t = useText();
  const record = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const mayInspect = useCan('inspection.inspect');
  const isEmpty = record.answers.length + record.photos.length + record.signatures.length === 0;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('onsite.recordTitle')}
        lead={`${record.unitName}${t('common.comma')}${t('onsite.recordLead')}`}
        actions={
          mayInspect ? (
            // A page of its own, with a service worker: it is opened, not routed to.
            <a className="lt-btn" href={`/w/${slug}/onsite`}>
              {t('onsite.openOnPhone')}
            </a>
          ) : null
        }
      />
      {isEmpty ? <Empty icon="clip" title={t('onsite.recordEmpty')} text={t('onsite.recordEmptyText')} /> : null}
      {record.items.map((item) => (
        <RecordItem key={item.code} slug={slug} record={record} code={item.code} />
      ))}
      <Signatures slug={slug} record={record} />
    </div>
  );
}
