import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { PageHeader } from '@/app/components/page-header';
import { SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { DigitalViews } from '@/app/features/digital/linking/digital-views';
import { findInLines, pieces } from '@/app/features/digital/reader/find-in-text';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { withParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { PageHitView } from '@/server/domain/digital/page-text';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('digital.title'), to: `/w/${params.slug}/digital` },
    { label: t('digital.search') },
  ],
};

const LONGEST = 200;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const q = (search.get('q') ?? '').trim().slice(0, LONGEST);
  if (q === '') return { q, hits: [], next: null };
  const cursor = search.get('cursor') ?? undefined;
  const api = context.api.workspace(params.slug ?? '').digital;
  return { q, ...(await loadOrThrow({ request, context }, api.searchText({ q, cursor }))) };
};

const Hit = ({ hit, q }: { hit: PageHitView; q: string }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const query = new URLSearchParams({ file: hit.fileId, page: String(hit.page), q });
  const words = q.split(/\s+/u).filter(Boolean);
  const hits = words
    .flatMap((word) => findInLines([{ text: hit.excerpt }], word))
    .sort((a, b) => a.from - b.from)
    .filter((one, at, all) => at === 0 || one.from >= (all[at - 1]?.to ?? 0));
  return (
    <li>
      <p className="lt-wrap">
        <Link className="lt-strong" to={`/w/${slug}/archives/${hit.itemId}/files?${query}`}>
          {hit.title}
        </Link>
        <span className="lt-2">{hit.referenceCode}</span>
        <span className="lt-3">{t('digital.hitPage', { name: hit.fileName, n: hit.page })}</span>
      </p>
      <p className="lt-excerpt">
        {pieces(hit.excerpt, hits).map((piece, at) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name
          piece.isHit ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>,
        )}
      </p>
    </li>
  );
};

/** 全文检索: the words on the pages themselves. */
export default function TextSearch() {
  const t = useText();
  const { q, hits, next } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  return (
    <div className="lt-page">
      <PageHeader title={t('digital.search')} lead={t('digital.searchLead')} />
      <DigitalViews />
      <SearchBar placeholder={t('digital.searchPlaceholder')} />
      {q === '' ? <Empty icon="search" title={t('digital.searchFirst')} text={t('digital.searchFirstText')} /> : null}
      {q !== '' && hits.length === 0 ? (
        <Empty icon="search" title={t('digital.searchNone', { q })} text={t('digital.searchNoneText')} />
      ) : null}
      <ol className="lt-hits" aria-label={t('digital.searchHits')}>
        {hits.map((hit) => (
          <Hit key={`${hit.fileId} ${hit.page}`} hit={hit} q={q} />
        ))}
      </ol>
      <p className="lt-wrap">
        {params.get('cursor') ? (
          <ButtonLink to={withParams(params, { cursor: null })}>{t('digital.searchStart')}</ButtonLink>
        ) : null}
        {next ? (
          <ButtonLink to={withParams(params, { cursor: next }, { keepPage: true })}>
            {t('digital.searchMore')}
          </ButtonLink>
        ) : null}
      </p>
    </div>
  );
}
