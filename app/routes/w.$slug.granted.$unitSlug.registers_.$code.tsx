import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useParams, useSearchParams } from '@remix-run/react';
import { DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Watermark } from '@/app/components/watermark';
import { columnsOf } from '@/app/features/register/entry-columns';
import { filterOf, filtersOf } from '@/app/features/register/entry-filters';
import { HeldSegments } from '@/app/features/register/held-segments';
import { inWords } from '@/app/features/register/register-words';
import type { GrantInUse } from '@/app/features/shell/use-grant-banner';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { shanghaiToday } from '@/app/lib/shanghai-year.server';
import { useWorkspace } from '@/app/lib/workspace';
import { registerOfCode } from '@/server/domain/register/registers';

export const handle: ScreenHandle<{ grant: GrantInUse }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('granted.title'), to: `/w/${params.slug}/granted` },
    { label: data?.grant.unitName ?? '', to: `/w/${params.slug}/granted/${params.unitSlug}/registers` },
    { label: registerOfCode(params.code)?.name.zh ?? '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const { slug = '', unitSlug = '', code = '' } = params;
  const definition = registerOfCode(code);
  if (!definition) throw notFound(context.requestId);
  const { register } = context.api.workspace(slug);
  const grants = await loadOrThrow(asked, register.entryGrants());
  const grant = grants.find((one) => one.unitSlug === unitSlug && one.registers.includes(code));
  if (!grant) throw notFound(context.requestId);
  const search = new URL(request.url).searchParams;
  const filter = filterOf(search, definition, shanghaiToday());
  const list = await loadOrThrow(asked, register.grantedEntries({ unitSlug, ...filter, ...pageOfParams(search) }));
  const { unitName, reason, validTo } = grant;
  return { ...list, code, grant: { unitName, reason, validTo, leaveTo: `/w/${slug}/granted` } };
};

/** A 台账 of a unit, as far as the grant opens it. */
export default function GrantedRegister() {
  const t = useText();
  const locale = useLocale();
  const today = useToday();
  const [params] = useSearchParams();
  const { unitSlug = '' } = useParams();
  const { rows, page, code, grant } = useLoaderData<typeof loader>();
  const { tenant, membership } = useWorkspace();
  const definition = registerOfCode(code);
  if (!definition) return null;
  const name = inWords(definition.name, locale);
  const filters = filtersOf(definition, params, { t, locale, today });
  const base = `/w/${tenant.slug}/granted/${unitSlug}/registers/entries`;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('granted.registerOf', { unit: grant.unitName, name })}
        lead={inWords(definition.purpose, locale)}
      />
      <Watermark text={t('granted.watermark', { name: membership.displayName, unit: tenant.name })}>
        <SearchBar placeholder={t('register.search')} filters={filters} keep={['held']} />
        <DataTable
          name={`granted-register-${code}`}
          caption={name}
          lead={definition.untilField ? <HeldSegments /> : undefined}
          columns={columnsOf(definition, { t, locale, base, today })}
          rows={rows}
          page={page}
          rowKey={(entry) => entry.id}
          rowLabel={(entry) => `${entry.on} ${entry.title}`}
          rowTo={(entry) => `${base}/${entry.id}`}
          filters={describeFilters(params, filters)}
          empty={<Empty icon="book" title={t('register.empty')} text={t('granted.registerEmptyText')} />}
        />
      </Watermark>
    </div>
  );
}
