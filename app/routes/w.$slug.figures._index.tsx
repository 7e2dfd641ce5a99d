import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { DataTable, type Selection } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { CutOffDay } from '@/app/features/figure/cut-off-day';
import { figureColumns } from '@/app/features/figure/figure-columns';
import { FigureTabs } from '@/app/features/figure/figure-tabs';
import { figureName } from '@/app/features/figure/figure-words';
import { OwnReportingNote } from '@/app/features/figure/own-reporting-note';
import { ReleaseConfirm } from '@/app/features/figure/release-confirm';
import { YearSwitch } from '@/app/features/figure/year-switch';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { dayOfParam, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { FigureCode } from '@/server/domain/figure/figures';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('figure.title') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const asOf = dayOfParam(search.get('asOf'));
  const year = (asOf ? Number(asOf.slice(0, 4)) : yearOfParam(search.get('year'))) ?? thisYear();
  const { figure } = context.api.workspace(params.slug ?? '');
  const load = async () => ({
    ...(await figure.list({ year, ...(asOf ? { asOf } : {}) })),
    reporting: await figure.ownReporting({ year }),
    asOf: asOf ?? null,
  });
  return loadOrThrow({ request, context }, load());
};

export default function Figures() {
  const t = useText();
  const locale = useLocale();
  const { period, figures, supervisors, reporting, asOf } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const base = `/w/${slug}`;
  const today = useToday();
  const canRollUp = useCan('figure.rollUp');
  // What a supervisor has accepted cannot be released again until that supervisor returns it; the note above says so.
  const isAccepted = reporting.some(({ state }) => state === 'accepted');
  // What is released is the year up to today, not what it was on another day.
  const canRelease = useCan('figure.release') && supervisors.length > 0 && !isAccepted && asOf === null;
  const [releasing, setReleasing] = useState<FigureCode[] | null>(null);
  const asked = { year: period.year, ...(asOf ? { asOf } : {}) };
  const own = figures.filter((figure) => figure.rows !== null).map((figure) => figure.code);
  const chosen = (selection: Selection): FigureCode[] =>
    selection.kind === 'rows' ? own.filter((code) => selection.keys.includes(code)) : own;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('figure.title')}
        lead={t('figure.lead', { date: formatDate(period.to, locale) })}
        actions={
          <>
            <YearSwitch year={period.year} thisYear={Number(today.slice(0, 4))} />
            {canRollUp ? (
              <ButtonLink to={`${base}/figures/received?year=${period.year}`}>{t('figure.received')}</ButtonLink>
            ) : null}
            {canRelease && own.length > 0 ? (
              <Button look="primary" icon="send" onClick={() => setReleasing(own)}>
                {t('figure.release', { n: own.length })}
              </Button>
            ) : null}
          </>
        }
      />
      <FigureTabs year={period.year} />
      <OwnReportingNote year={period.year} reporting={reporting} />
      <DataTable
        key={period.to}
        name="figures"
        caption={t('figure.caption', { year: String(period.year) })}
        lead={<CutOffDay key={period.to} to={period.to} today={today} />}
        tools={
          <a className="lt-btn" href={downloadPath(slug, 'figure.downloadList', asked)} download>
            <Icon name="download" />
            <span>{t('figure.exportReporting')}</span>
          </a>
        }
        columns={figureColumns(t, locale, { base, ...asked, showsRelease: supervisors.length > 0 })}
        rows={figures}
        page={{ nextCursor: null, previousCursor: null, total: figures.length }}
        rowKey={(figure) => figure.code}
        rowLabel={(figure) => figureName(figure.code, locale)}
        bulkActions={
          canRelease
            ? (selection) => (
                <Button
                  icon="send"
                  disabled={chosen(selection).length === 0}
                  onClick={() => setReleasing(chosen(selection))}
                >
                  {t('figure.releaseSelected')}
                </Button>
              )
            : undefined
        }
        empty={<Empty icon="chart" title={t('figure.title')} />}
      />
      {releasing ? (
        <ReleaseConfirm
          figures={figures.filter((figure) => releasing.includes(figure.code))}
          year={period.year}
          supervisors={supervisors}
          onClose={() => setReleasing(null)}
        />
      ) : null}
    </div>
  );
}
