import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { CopyButton } from '@/app/components/copy-button';
import { PageHeader } from '@/app/components/page-header';
import { Watermark } from '@/app/components/watermark';
import { bannerOf } from '@/app/features/archive/granted-scope';
import { ItemFacts } from '@/app/features/archive/item-facts';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace } from '@/app/lib/workspace';
import type { ItemView } from '@/server/domain/archive/archive-record';

export const handle: ScreenHandle<{ grant: { unitName: string }; item: ItemView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('granted.title'), to: `/w/${params.slug}/granted` },
    { label: data?.grant.unitName ?? '', to: `/w/${params.slug}/granted/${params.unitSlug}/archives` },
    { label: data?.item.referenceCode ?? '' },
  ],
};

const UUID = /^[0-9a-f-]{36}$/i;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const { slug = '', unitSlug = '', itemId: id = '' } = params;
  if (!UUID.test(id)) {
    throw notFound(context.requestId);
  }
  const api = context.api.workspace(slug).archive;
  const { item } = await loadOrThrow(asked, api.grantedById({ unitSlug, id }));
  const grants = (await loadOrThrow(asked, api.grantedUnits())).filter((grant) => grant.unitSlug === unitSlug);
  const grant = bannerOf(grants, slug);
  if (!grant) {
    throw notFound(context.requestId);
  }
  return { item, grant };
};

export default function GrantedRecord() {
  const t = useText();
  const { item } = useLoaderData<typeof loader>();
  const { tenant, membership } = useWorkspace();
  return (
    <div className="lt-page">
      <PageHeader
        title={item.title}
        lead={
          <>
            {item.referenceCode} <CopyButton text={item.referenceCode} />
          </>
        }
        actions={
          <ButtonLink look="primary" icon="eye" to="files">
            {t('digital.read')}
          </ButtonLink>
        }
      />
      <Watermark text={t('granted.watermark', { name: membership.displayName, unit: tenant.name })}>
        <ItemFacts item={item} />
      </Watermark>
    </div>
  );
}
