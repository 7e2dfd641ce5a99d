import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { type Categories, categoryName } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { ClosedYearNote } from '@/app/features/figure/closed-year-note';
import { FigureTabs } from '@/app/features/figure/figure-tabs';
import { MovementRows } from '@/app/features/figure/movement-rows';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { dayOfParam, oneOf, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams, withParams } from '@/app/lib/search-params';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { MOVEMENT_PARTS, type MovementLine, type MovementPart } from '@/server/domain/figure/holdings-movement';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('figure.title'), to: `/w/${params.slug}/figures` },
    { label: t('dashboard.holdingsTitle') },
  ],
};

/** Two days, or a year; without either the last year that is over, which is what a report compares with. */
const daysOf = (search: URLSearchParams): { from: string; to: string } => {
  const year = yearOfParam(search.get('year')) ?? thisYear() - 1;
  const from = dayOfParam(search.get('from')) ?? `${year}-01-01`;
  const to = dayOfParam(search.get('to')) ?? `${year}-12-31`;
  return from <= to ? { from, to } : { from: to, to: from };
};

const CATEGORY = /^[A-Z]{1,8}$/;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const days = daysOf(search);
  const { holdings } = context.api.workspace(params.slug ?? '');
  const part = oneOf(MOVEMENT_PARTS, search.get('part')) ?? null;
  const given = search.get('category') ?? '';
  const category = CATEGORY.test(given) ? given : undefined;
  const view = await loadOrThrow(asked, holdings.movement(days));
  const rows = part
    ? await loadOrThrow(asked, holdings.movementRows({ ...days, part, category, ...pageOfParams(search) }))
    : null;
  return { view, shown: part && rows ? { part, category: category ?? null, ...rows } : null };
};

type Line = Omit<MovementLine, 'category'> & { category: string | null };

const columnsOf = (params: URLSearchParams, t: Translate, categories: Categories): Column<Line>[] => {
  const nameOf = ({ category }: Line) =>
    category === null ? t('dashboard.allCategories') : `${category} ${categoryName(category, categories)}`;
  const to = (line: Line, part: MovementPart) => withParams(params, { part, category: line.category });
  return [
    {
      key: 'category',
      title: t('dashboard.category'),
      render: (line) => (line.category === null ? <b>{nameOf(line)}</b> : nameOf(line)),
      onPhone: 'title',
    },
    ...MOVEMENT_PARTS.map((part) => ({
      key: part,
      title: t(`dashboard.part_${part}`),
      render: (line: Line) =>
        line[part] === 0 ? (
          '0'
        ) : (
          <Link
            to={to(line, part)}
            preventScrollReset
            aria-label={t('dashboard.movementRows', {
              category: nameOf(line),
              part: t(`dashboard.part_${part}`),
              n: line[part],
            })}
          >
            {formatNumber(line[part])}
          </Link>
        ),
      numeric: true,
    })),
  ];
};

const DaysForm = ({ from, to }: { from: string; to: string }) => {
  const t = useText();
  return (
    <Form method="get" className="lt-wrap lt-movement-days">
      <label>
        {t('dashboard.holdingsFrom')}{' '}
        <input className="lt-input" type="date" name="from" defaultValue={from} required />
      </label>
      <label>
        {t('dashboard.holdingsTo')} <input className="lt-input" type="date" name="to" defaultValue={to} required />
      </label>
      <Button type="submit">{t('dashboard.holdingsShow')}</Button>
    </Form>
  );
};

/** 馆藏变动 between two days, by category, each number with its records; a whole year can be closed. */
export default function Holdings() {
  const t = useText();
  const categories = useCategories();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { view, shown } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const today = useToday();
  const canClose = useCan('report.approve');
  const [closing, setClosing] = useState<string | null>(null);
  const { from, to, lines, total, closed, closedYears, closable } = view;
  const rows: Line[] = lines.length > 0 ? [...lines, { category: null, ...total }] : [];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('dashboard.holdingsTitle')}
        lead={t('dashboard.holdingsLead', { from, to })}
        actions={
          canClose && closable !== null && lines.length > 0 ? (
            <Button look="primary" icon="check" onClick={() => setClosing(newIdempotencyKey())}>
              {t('dashboard.closeYear', { year: String(closable) })}
            </Button>
          ) : null
        }
      />
      <FigureTabs year={Number(today.slice(0, 4))} />
      {closed ? <ClosedYearNote closed={closed} /> : null}
      <DataTable
        name="holdings-movement"
        caption={t('dashboard.holdingsCaption')}
        lead={<DaysForm key={`${from}${to}`} from={from} to={to} />}
        tools={
          <a className="lt-btn" href={downloadPath(slug, 'holdings.downloadMovement', { from, to })} download>
            <Icon name="download" />
            <span>{t('dashboard.excel')}</span>
          </a>
        }
        columns={columnsOf(params, t, categories)}
        rows={rows}
        page={{ nextCursor: null, previousCursor: null, total: lines.length }}
        rowKey={(line) => line.category ?? '-'}
        rowLabel={(line) => line.category ?? t('dashboard.allCategories')}
        empty={<Empty icon="layers" title={t('dashboard.holdingsEmpty')} text={t('dashboard.holdingsEmptyText')} />}
      />
      {closedYears.length > 0 ? (
        <p className="lt-2">
          {t('dashboard.closedYears')}
          {t('common.colon')}
          {closedYears.map((year) => (
            <span key={year}>
              {' '}
              <Link className="lt-in-text" to={`?year=${year}`}>
                {year}
              </Link>
            </span>
          ))}
        </p>
      ) : null}
      {shown ? <MovementRows key={`${shown.part}${shown.category}`} {...shown} /> : null}
      <Confirm
        open={closing !== null}
        onClose={() => setClosing(null)}
        title={t('dashboard.closeYear', { year: String(closable) })}
        effect={t('dashboard.closeYearEffect', { year: String(closable), n: formatNumber(total.closing) })}
        act={t('dashboard.closeYear', { year: String(closable) })}
        onConfirm={async () => {
          if (closable === null || closing === null) return;
          await client.holdings.closeYear.mutate({ year: closable }, { context: { idempotencyKey: closing } });
          toast({ text: t('dashboard.closeDone') });
          revalidate();
        }}
      />
    </div>
  );
}
