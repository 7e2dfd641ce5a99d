import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { PageHeader } from '@/app/components/page-header';
import { Reader } from '@/app/features/digital/reader/reader';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ItemView } from '@/server/domain/archive/archive-record';

export const handle: ScreenHandle<{ item: ItemView }> = {
  rail: true,
  crumbs: ({ data, params }, t) => [
    { label: t('archive.title'), to: `/w/${params.slug}/archives` },
    { label: data?.item.referenceCode ?? '', to: `/w/${params.slug}/archives/${params.itemId}` },
    { label: t('digital.files') },
  ],
};

const UUID = /^[0-9a-f-]{36}$/i;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const itemId = params.itemId ?? '';
  if (!UUID.test(itemId)) {
    throw notFound(context.requestId);
  }
  const asked = { request, context };
  const api = context.api.workspace(params.slug ?? '');
  const [record, viewer] = await Promise.all([
    loadOrThrow(asked, api.archive.byId({ id: itemId })),
    loadOrThrow(asked, api.digital.viewer({ itemId })),
  ]);
  return { item: record.item, viewer };
};

export default function RecordReader() {
  const t = useText();
  const { item, viewer } = useLoaderData<typeof loader>();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const [params] = useSearchParams();
  const canCorrectText = useCan('digital.write');
  const canCorrectItem = useCan('archive.write') && item.state === 'filed';
  return (
    <div className="lt-page lt-page-reader">
      <PageHeader
        title={item.title}
        lead={`${item.referenceCode}${viewer.watermark ? ` · ${t('digital.watermarked')}` : ''}`}
      />
      <Reader
        key={item.id}
        viewer={viewer}
        ask={() => client.digital.viewer.query({ itemId: item.id })}
        start={{ fileId: params.get('file'), page: Number(params.get('page') ?? 1), word: params.get('q') ?? '' }}
        backTo={`/w/${slug}/archives/${item.id}`}
        texts={{
          ask: (pages) => Promise.all(pages.map((page) => client.digital.pageText.query(page))),
          askAgainMs: 4_000,
        }}
        own={{ item, canCorrectText, canCorrectItem }}
      />
    </div>
  );
}
