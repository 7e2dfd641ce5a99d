import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useParams } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { CopyButton } from '@/app/components/copy-button';
import { PageHeader } from '@/app/components/page-header';
import { Watermark } from '@/app/components/watermark';
import { GrantedInside, GrantedParent } from '@/app/features/archive/granted-inside';
import { bannerOf } from '@/app/features/archive/granted-scope';
import { ItemFacts } from '@/app/features/archive/item-facts';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
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
  const { archive: api, digital } = context.api.workspace(slug);
  const { item, parent, names } = await loadOrThrow(asked, api.grantedById({ unitSlug, id }));
  const holds = item.level === 'volume' || item.level === 'group';
  const search = new URL(request.url).searchParams;
  const inside = holds
    ? await loadOrThrow(asked, api.grantedChildren({ unitSlug, itemId: id, ...pageOfParams(search) }))
    : null;
  // A photograph is known by its picture; what a piece of a volume is, its title says.
  const itemIds = item.level === 'group' ? (inside?.rows.map((row) => row.id) ?? []) : [];
  const previews =
    itemIds.length > 0 ? await loadOrThrow(asked, digital.grantedPreviews({ itemIds, unitSlugs: [unitSlug] })) : [];
  const grants = (await loadOrThrow(asked, api.grantedUnits())).filter((grant) => grant.unitSlug === unitSlug);
  const grant = bannerOf(grants, slug);
  if (!grant) {
    throw notFound(context.requestId);
  }
  return { item, parent, names, inside, previews, grant };
};

export default function GrantedRecord() {
  const t = useText();
  const { item, parent, names, inside, previews } = useLoaderData<typeof loader>();
  const { unitSlug = '' } = useParams();
  const { tenant, membership } = useWorkspace();
  const base = `/w/${tenant.slug}/granted/${unitSlug}/archives`;
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
        <ItemFacts item={item} names={names} />
        <GrantedParent parent={parent} base={base} />
        {inside ? <GrantedInside item={item} inside={inside} previews={previews} base={base} /> : null}
      </Watermark>
    </div>
  );
}
