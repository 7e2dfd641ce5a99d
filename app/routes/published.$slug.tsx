import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { Lobby } from '@/app/components/lobby';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDate, formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import type { CampaignKind } from '@/server/domain/inspection/vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('closure.viewPublications') }] };

/** 公示: what a bureau has published of its inspections, for everybody. */
export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const page = pageOfParams(new URL(request.url).searchParams);
  const call = context.api.public.closure.published({ slug: params.slug ?? '', ...page });
  return loadOrThrow({ request, context }, call);
};

export default function Published() {
  const t = useText();
  const locale = useLocale();
  const { name, rows, page } = useLoaderData<typeof loader>();
  return (
    <Lobby title={t('closure.publicTitle', { name })} lead={t('closure.publicLead')} wide>
      {rows.length === 0 ? <p className="lt-2">{t('closure.publicNone')}</p> : null}
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="lt-finding">
            <p className="lt-strong">{row.subjectName}</p>
            <p>
              {t(`inspection.result_${row.result}`)} {t('closure.publicFindings', { n: row.findings })}
            </p>
            <p className="lt-2">
              {row.campaignTitle} {t(`inspection.kind_${row.campaignKind as CampaignKind}`)}{' '}
              {row.inspectedOn ? formatDate(row.inspectedOn, locale) : ''}
            </p>
            {row.statement ? <p>{row.statement}</p> : null}
            <p className="lt-3">
              {row.issuerName} {formatIsoDateTime(row.publishedAt)}
            </p>
          </li>
        ))}
      </ul>
      <p className="lt-links">
        {page.previousCursor ? (
          <Link to={`?cursor=${page.previousCursor}&dir=before`}>{t('table.previous')}</Link>
        ) : null}{' '}
        {page.nextCursor ? <Link to={`?cursor=${page.nextCursor}`}>{t('table.next')}</Link> : null}
      </p>
    </Lobby>
  );
}
