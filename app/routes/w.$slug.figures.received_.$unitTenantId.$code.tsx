import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { DataTable } from '@/app/components/data-table';
import { type Fact, FactList } from '@/app/components/fact-list';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { countedRowColumns } from '@/app/features/figure/counted-row-columns';
import { customValueText } from '@/app/features/figure/custom-words';
import { figureDefinition, figureName, figureText, figureUnit } from '@/app/features/figure/figure-words';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { dayOf } from '@/app/lib/format';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import { yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useWorkspace } from '@/app/lib/workspace';
import {
  isReleasedCode,
  MOST_GIVEN,
  type ReleasedFigureView,
  type ReleasedRow,
} from '@/server/domain/figure/released-rows';
import { figureOf } from '@/server/domain/report/name-chips';

export const handle: ScreenHandle<{ released: ReleasedFigureView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('figure.title'), to: `/w/${params.slug}/figures` },
    { label: t('figure.receivedTitle'), to: `/w/${params.slug}/figures/received` },
    { label: data ? `${data.released.unitName} ${data.released.code}` : '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const code = params.code ?? '';
  const unitTenantId = Number(params.unitTenantId);
  if (!isReleasedCode(code) || !Number.isSafeInteger(unitTenantId) || unitTenantId < 1)
    throw notFound(context.requestId);
  const search = new URL(request.url).searchParams;
  const asked = { code, unitTenantId, year: yearOfParam(search.get('year')) ?? thisYear() };
  const { figure } = context.api.workspace(params.slug ?? '');
  const released = await loadOrThrow({ request, context }, figure.releasedFigure(asked));
  const page = { ...asked, ...pageOfParams(search) };
  const rows =
    released.access === 'given'
      ? await loadOrThrow({ request, context }, figure.givenRows(page))
      : released.access === 'granted'
        ? await loadOrThrow({ request, context }, figure.releasedRows(page))
        : null;
  return { released, rows };
};

interface Said {
  name: string;
  unit: string;
  definition: string;
  value: string;
}
/** A figure of the report is known by its code; one of the unit's own or of the platform came with its words. */
const saidOf = ({ code, words, value }: ReleasedFigureView, t: Translate, locale: Locale): Said => {
  const known = figureOf(code);
  if (known)
    return {
      name: figureName(known, locale),
      unit: figureUnit(known, locale),
      definition: figureDefinition(known, locale),
      value: figureText(known, { value, state: 'no_entry' }, t),
    };
  return {
    name: words?.name ?? code,
    unit: words?.unit ?? '',
    definition: words?.definition[locale === 'en' ? 'en' : 'zh'] ?? '',
    value: customValueText(value, t),
  };
};

const factsOf = (definition: string, released: ReleasedFigureView, t: Translate): Fact[] => [
  [t('figure.unitName'), released.unitName],
  [t('figure.definition'), definition],
  [t('figure.asOf'), released.asOf],
  [t('figure.releasedAt'), dayOf(released.releasedAt)],
  [t('figure.definitionVersion'), t('figure.definitionVersionOf', { n: released.version })],
  [t('figure.releasedRows'), t('figure.rowsCount', { n: released.rows })],
  [t('figure.releasedDigest'), <code key="sha256">{released.sha256}</code>],
  [t('figure.explanation'), released.note],
];

/** Why the rows are not shown, and what can be done about it. */
const WhyNot = ({ released }: { released: ReleasedFigureView }) => {
  const t = useText();
  const { access, recordClass, unitName } = released;
  const name = recordClass ? t(`grant.class_${recordClass}`) : '';
  const text =
    access === 'no_class'
      ? t(released.rows > MOST_GIVEN ? 'figure.whyTooMany' : 'figure.whyNoClass', { unit: unitName })
      : access === 'not_kept'
        ? t('figure.whyNotKept')
        : t('figure.whyNoGrant', { unit: unitName, name });
  return (
    <div className="lt-note">
      <p>{text}</p>
    </div>
  );
};

const pathOf = (base: string, { unitSlug, recordClass }: ReleasedFigureView, id: string): string | null => {
  if (unitSlug === null) return null;
  if (recordClass === 'archive') return `${base}/granted/${unitSlug}/archives/${id}`;
  return recordClass === 'register' ? `${base}/granted/${unitSlug}/registers/entries/${id}` : null;
};

/** A figure as a unit released it: what stays to be seen, and the rows where a live grant opens them. */
export default function ReleasedFigureRows() {
  const t = useText();
  const locale = useLocale();
  const { released, rows } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const base = `/w/${slug}`;
  const asked = { unitTenantId: released.unitTenantId, code: released.code, year: released.year };
  const { name, unit, definition, value } = saidOf(released, t, locale);
  return (
    <div className="lt-page">
      <PageHeader
        title={name}
        lead={t('figure.releasedLead', { unit: released.unitName, year: String(released.year) })}
      />
      <p className="lt-figure-head">
        <strong>{value}</strong>
        {released.value === null ? null : <span>{unit}</span>}
      </p>
      <FactList facts={factsOf(definition, released, t)} />
      {rows ? (
        <>
          <p className="lt-2">
            {released.access === 'given'
              ? t('figure.releasedGiven', { n: rows.page.total ?? 0 })
              : rows.page.total === null
                ? t('figure.releasedCoveredMany', { total: released.rows })
                : t('figure.releasedCovered', { n: rows.page.total, total: released.rows })}
          </p>
          <DataTable
            name="released-figure-rows"
            caption={t('figure.rowsCaption', { name })}
            columns={countedRowColumns<ReleasedRow>(t, (row) => pathOf(base, released, row.id))}
            rows={rows.rows}
            page={rows.page}
            tools={
              released.access === 'given' ? (
                <a className="lt-btn" href={downloadPath(slug, 'figure.downloadGivenRows', asked)} download>
                  <Icon name="download" />
                  <span>{t('figure.exportReporting')}</span>
                </a>
              ) : undefined
            }
            rowKey={(row) => row.id}
            rowLabel={(row) => row.label}
            empty={<Empty icon="chart" title={t('figure.releasedNoneTitle')} text={t('figure.releasedNoneText')} />}
          />
        </>
      ) : (
        <WhyNot released={released} />
      )}
    </div>
  );
}
