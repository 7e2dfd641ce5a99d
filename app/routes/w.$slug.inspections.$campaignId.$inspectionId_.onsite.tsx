import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { FindingFromItem } from '@/app/features/inspection/finding-from-item';
import { RecordItem, Signatures } from '@/app/features/onsite/record-parts';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { InspectionView } from '@/server/domain/inspection/inspection';
import type { OnsiteRecordView } from '@/server/domain/inspection/onsite';
import { takesFindings } from '@/server/domain/inspection/vocabulary';

interface Data {
  record: OnsiteRecordView;
  inspection: InspectionView;
}

export const handle: ScreenHandle<Data> = {
  crumbs: ({ data, params }, t) => {
    const base = `/w/${params.slug}/inspections`;
    return [
      { label: t('inspection.title'), to: base },
      { label: data?.record.unitName ?? '', to: `${base}/${params.campaignId}/${params.inspectionId}` },
      { label: t('onsite.recordTitle') },
    ];
  },
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<Data> => {
  const { slug = '', inspectionId = '' } = params;
  const api = context.api.workspace(slug);
  return {
    record: await loadOrThrow({ request, context }, api.onsite.record({ inspectionId })),
    inspection: await loadOrThrow({ request, context }, api.inspection.byId({ inspectionId })),
  };
};

export default function OnsiteRecord() {
  const t = useText();
  const { record, inspection } = useLoaderData<typeof loader>();
  const mayWrite = inspection.isMine && takesFindings(inspection.state);
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
        <RecordItem key={item.code} slug={slug} record={record} code={item.code} mayWrite={mayWrite}>
          {mayWrite ? <FindingFromItem inspection={inspection} item={item} /> : null}
        </RecordItem>
      ))}
      <Signatures slug={slug} record={record} />
    </div>
  );
}
