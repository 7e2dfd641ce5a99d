import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useParams, useSearchParams } from '@remix-run/react';
import { PageHeader } from '@/app/components/page-header';
import { Reader } from '@/app/features/digital/reader/reader';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ViewerView } from '@/server/domain/digital/viewer';

export const handle: ScreenHandle<ViewerView> = {
  rail: true,
  crumbs: ({ data, params }, t) => [
    { label: t('digitisation.openedTitle'), to: `/w/${params.slug}/opened-batches` },
    { label: t('digitisation.batch'), to: `/w/${params.slug}/opened-batches/${params.accessId}` },
    { label: data?.referenceCode ?? '' },
  ],
};

const UUID = /^[0-9a-f-]{36}$/i;

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', accessId = '', itemId = '' } = params;
  if (!UUID.test(accessId) || !UUID.test(itemId)) {
    throw notFound(context.requestId);
  }
  const api = context.api.workspace(slug).digitisation;
  return loadOrThrow({ request, context }, api.openedViewer({ accessId, itemId }));
};

/** A vendor's person looks at the pictures; what they say is not handed out. */
const NO_TEXTS = { ask: () => Promise.resolve([]), askAgainMs: 24 * 60 * 60 * 1_000, isWithheld: true };

/** The pages of one record for a vendor's person, with their name over each. */
export default function OpenedReader() {
  const t = useText();
  const viewer = useLoaderData<typeof loader>();
  const { accessId = '' } = useParams();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const [params] = useSearchParams();
  const { itemId, title, referenceCode } = viewer;
  return (
    <div className="lt-page lt-page-reader">
      <PageHeader title={title} lead={`${referenceCode} · ${t('digital.watermarked')}`} />
      <Reader
        key={itemId}
        viewer={viewer}
        ask={() => client.digitisation.openedViewer.query({ accessId, itemId })}
        start={{ fileId: params.get('file'), page: Number(params.get('page') ?? 1), word: '' }}
        backTo={`/w/${slug}/opened-batches/${accessId}`}
        texts={NO_TEXTS}
        own={null}
      />
    </div>
  );
}
