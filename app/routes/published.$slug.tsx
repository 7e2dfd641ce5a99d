import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { Lobby } from '@/app/components/lobby';
import { Paragraphs } from '@/app/features/assessment/paragraphs';
import { ServiceList } from '@/app/features/use/service-list';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDate, formatIsoDate, formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams, withParams } from '@/app/lib/search-params';
import type { PublishedCaseView } from '@/server/domain/assessment/commendation';
import type { PublishedResultView } from '@/server/domain/assessment/result-publication';
import type { PublishedView } from '@/server/domain/inspection/closure';
import type { CampaignKind } from '@/server/domain/inspection/vocabulary';
import type { PageInfo } from '@/server/domain/shared/pagination';

const NO_PAGES: PageInfo = { nextCursor: null, previousCursor: null, total: null };

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('closure.viewPublications') }] };

/** 公示: what a bureau has published of its inspections, or its units' model cases, for everybody. */
export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const asked = { slug: params.slug ?? '', ...pageOfParams(search) };
  const { assessment, closure, commendation, service } = context.api.public;
  if (search.get('view') === 'cases') {
    const cases = await loadOrThrow({ request, context }, commendation.publishedCases(asked));
    return { view: 'cases' as const, ...cases };
  }
  if (search.get('view') === 'results') {
    const results = await loadOrThrow({ request, context }, assessment.published(asked));
    return { view: 'results' as const, ...results };
  }
  if (search.get('view') === 'services') {
    const services = await loadOrThrow({ request, context }, service.published({ slug: asked.slug }));
    return { view: 'services' as const, slug: asked.slug, ...services, page: NO_PAGES };
  }
  return { view: 'inspections' as const, ...(await loadOrThrow({ request, context }, closure.published(asked))) };
};

const Inspections = ({ rows }: { rows: PublishedView[] }) => {
  const t = useText();
  const locale = useLocale();
  return (
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
  );
};

const Cases = ({ rows }: { rows: PublishedCaseView[] }) => {
  const t = useText();
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id} className="lt-finding">
          <p className="lt-strong">{row.title}</p>
          <p className="lt-2">
            {row.subjectName} {t('honour.yearTopic', { year: String(row.year), topic: t(`honour.topic_${row.topic}`) })}{' '}
            {t(`honour.result_${row.result}`)}
          </p>
          <Paragraphs text={row.summary} />
          <p className="lt-3">{formatIsoDate(row.publishedAt)}</p>
        </li>
      ))}
    </ul>
  );
};

const Results = ({ rows }: { rows: PublishedResultView[] }) => {
  const t = useText();
  const locale = useLocale();
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id} className="lt-finding">
          <p className="lt-strong">{row.title}</p>
          <p className="lt-2">
            {row.ratingKind ? t(`rating.kind_${row.ratingKind}`) : t('assessment.resultKind_assessment')}{' '}
            {row.documentNumber} {formatDate(row.decidedOn, locale)}{' '}
            {row.validUntil ? t('assessment.resultUntil', { date: row.validUntil }) : null}
          </p>
          <ol className="lt-probe-rows">
            {row.lines.map((line) => (
              <li key={line.unitName}>
                {line.rank === null ? null : <span className="lt-num">{line.rank} </span>}
                {line.unitName} <span className="lt-strong">{line.gradeName}</span>
              </li>
            ))}
          </ol>
          {row.statement ? <p>{row.statement}</p> : null}
          <p className="lt-3">
            {row.issuerName} {formatIsoDateTime(row.publishedAt)}
          </p>
        </li>
      ))}
    </ul>
  );
};

const TITLES = {
  inspections: ['closure.publicTitle', 'closure.publicLead'],
  cases: ['honour.publicCasesTitle', 'honour.publicCasesLead'],
  results: ['assessment.publicResultsTitle', 'assessment.publicResultsLead'],
  services: ['service.publicTitle', 'service.publicLead'],
} as const;

const Pager = ({ page }: { page: PageInfo }) => {
  const t = useText();
  const [params] = useSearchParams();
  const to = (cursor: string, dir: 'before' | null) => withParams(params, { cursor, dir }, { keepPage: true });
  return (
    <p className="lt-links">
      {page.previousCursor ? <Link to={to(page.previousCursor, 'before')}>{t('table.previous')}</Link> : null}{' '}
      {page.nextCursor ? <Link to={to(page.nextCursor, null)}>{t('table.next')}</Link> : null}
    </p>
  );
};

export default function Published() {
  const t = useText();
  const data = useLoaderData<typeof loader>();
  const { name, page } = data;
  const [title, lead] = TITLES[data.view];
  return (
    <Lobby title={t(title, { name })} lead={t(lead)} wide>
      {data.rows.length === 0 ? <p className="lt-2">{t('closure.publicNone')}</p> : null}
      {data.view === 'cases' ? <Cases rows={data.rows} /> : null}
      {data.view === 'services' ? (
        <p>
          <Link className="lt-link" to={`/case/${data.slug}`}>
            {t('service.lookUp')}
          </Link>
        </p>
      ) : null}
      {data.view === 'services' ? <ServiceList rows={data.rows} /> : null}
      {data.view === 'results' ? <Results rows={data.rows} /> : null}
      {data.view === 'inspections' ? <Inspections rows={data.rows} /> : null}
      <Pager page={page} />
    </Lobby>
  );
}
