import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useParams, useSearchParams } from '@remix-run/react';
import { PageHeader } from '@/app/components/page-header';
import { bannerOf } from '@/app/features/archive/granted-scope';
import { Reader } from '@/app/features/digital/reader/reader';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ViewerView } from '@/server/domain/digital/viewer';

export const handle: ScreenHandle<{ grant: { unitName: string }; viewer: ViewerView }> = {
  rail: true,
  crumbs: ({ data, params }, t) => [
    { label: t('granted.title'), to: `/w/${params.slug}/granted` },
    { label: data?.grant.unitName ?? '', to: `/w/${params.slug}/granted/${params.unitSlug}/archives` },
    {
      label: data?.viewer.referenceCode ?? '',
      to: `/w/${params.slug}/granted/${params.unitSlug}/archives/${params.itemId}`,
    },
    { label: t('digital.files') },
  ],
};

const UUID = /^[0-9a-f-]{36}$/i;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const { slug = '', unitSlug = '', itemId = '' } = params;
  if (!UUID.test(itemId)) {
    throw notFound(context.requestId);
  }
  const api = context.api.workspace(slug);
  const viewer = await loadOrThrow(asked, api.digital.grantedViewer({ unitSlug, itemId }));
  const grants = (await loadOrThrow(asked, api.archive.grantedUnits())).filter((grant) => grant.unitSlug === unitSlug);
  const grant = bannerOf(grants, slug);
  if (!grant) {
    throw notFound(context.requestId);
  }
  return { viewer, grant };
};

export default function GrantedReader() {
  const t = useText();
  const { viewer } = useLoaderData<typeof loader>();
  const { unitSlug = '' } = useParams();
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
        ask={() => client.digital.grantedViewer.query({ unitSlug, itemId })}
        start={{ fileId: params.get('file'), page: Number(params.get('page') ?? 1), word: params.get('q') ?? '' }}
        backTo={`/w/${slug}/granted/${unitSlug}/archives/${itemId}`}
        texts={{
          ask: (pages) => client.digital.grantedPageTexts.query({ unitSlug, itemId, pages: [...pages] }),
          askAgainMs: 20_000,
        }}
        own={null}
      />
    </div>
  );
}
