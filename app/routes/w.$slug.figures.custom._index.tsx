import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { CustomFigureDrawer } from '@/app/features/figure/custom-figure-drawer';
import { customValueText } from '@/app/features/figure/custom-words';
import { FigureTabs } from '@/app/features/figure/figure-tabs';
import { ReleaseCustomConfirm } from '@/app/features/figure/release-custom-confirm';
import { YearSwitch } from '@/app/features/figure/year-switch';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { dayOf } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { CustomFigureView } from '@/server/domain/figure/custom-figure';
import { findSubject } from '@/server/domain/figure/custom-subjects';
import type { TenantKind } from '@/server/domain/tenancy/tenant';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('figure.title'), to: `/w/${params.slug}/figures` },
    { label: t('dashboard.customTitle') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const year = yearOfParam(new URL(request.url).searchParams.get('year')) ?? thisYear();
  return loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').customFigure.list({ year }));
};

const releasedText = ({ release, value }: CustomFigureView, t: Translate): string => {
  if (!release) return t('figure.notReleased');
  const date = dayOf(release.releasedAt);
  if (release.value === value) return t('figure.releasedOn', { date });
  return t('figure.releasedChanged', { date, value: customValueText(release.value, t) });
};

const columnsOf = (
  t: Translate,
  locale: Locale,
  { to, kind }: { to: (id: string) => string; kind: TenantKind },
): Column<CustomFigureView>[] => [
  {
    key: 'name',
    title: t('dashboard.customName'),
    render: (figure) => <Link to={to(figure.id)}>{figure.name}</Link>,
    onPhone: 'title',
  },
  {
    key: 'subject',
    title: t('dashboard.customSubject'),
    render: (figure) => findSubject(kind, figure.subject)?.name[locale === 'en' ? 'en' : 'zh'] ?? figure.subject,
  },
  { key: 'value', title: t('figure.value'), render: (figure) => customValueText(figure.value, t), numeric: true },
  {
    key: 'lastYear',
    title: t('figure.lastYear'),
    render: (figure) => customValueText(figure.lastYear.value, t),
    numeric: true,
  },
  { key: 'unit', title: t('figure.unit'), render: (figure) => figure.unit, width: '96px' },
  { key: 'released', title: t('figure.released'), render: (figure) => releasedText(figure, t), width: '160px' },
  { key: 'code', title: t('dashboard.customCode'), render: (figure) => figure.code, width: '72px' },
  {
    key: 'origin',
    title: t('dashboard.customOrigin'),
    render: ({ origin }) => t(`dashboard.customOrigin_${origin}`),
    width: '96px',
  },
  {
    key: 'version',
    title: t('figure.definition'),
    render: (figure) => `${t('dashboard.customVersion', { n: figure.version })} ${figure.updatedByName}`,
    hiddenAtFirst: true,
  },
];

/** 自定义指标: what the unit counts besides the report. */
export default function CustomFigures() {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { period, figures, supervisors, lockedBy } = useLoaderData<typeof loader>();
  const { slug, kind } = useWorkspace().tenant;
  const today = useToday();
  const canDefine = useCan('figure.release');
  const [editing, setEditing] = useState<CustomFigureView | 'new' | null>(null);
  const [releasing, setReleasing] = useState<readonly CustomFigureView[] | null>(null);
  const canRelease = canDefine && lockedBy === null && supervisors.length > 0;
  const [retiring, setRetiring] = useState<CustomFigureView | null>(null);
  const to = (id: string) => `/w/${slug}/figures/custom/${id}?year=${period.year}`;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('dashboard.customTitle')}
        lead={t('dashboard.customLead')}
        actions={
          <>
            <YearSwitch year={period.year} thisYear={Number(today.slice(0, 4))} />
            {canRelease && figures.length > 0 ? (
              <Button onClick={() => setReleasing(figures)}>{t('figure.release', { n: figures.length })}</Button>
            ) : null}
            {canDefine ? (
              <Button look="primary" icon="plus" onClick={() => setEditing('new')}>
                {t('dashboard.customCreate')}
              </Button>
            ) : null}
          </>
        }
      />
      <FigureTabs year={period.year} />
      {lockedBy !== null ? (
        <p className="lt-note">{t('figure.acceptedBy', { name: lockedBy, year: String(period.year) })}</p>
      ) : null}
      <DataTable
        name="custom-figures"
        caption={t('dashboard.customCaption', { year: String(period.year) })}
        columns={columnsOf(t, locale, { to, kind })}
        rows={figures}
        page={{ nextCursor: null, previousCursor: null, total: figures.length }}
        rowKey={(figure) => figure.id}
        rowLabel={(figure) => figure.name}
        rowTo={(figure) => to(figure.id)}
        tools={
          <a
            className="lt-btn"
            href={downloadPath(slug, 'customFigure.downloadCustom', { year: period.year })}
            download
          >
            <Icon name="download" />
            <span>{t('dashboard.excel')}</span>
          </a>
        }
        rowActions={
          canDefine
            ? (figure) => (
                <>
                  {canRelease ? (
                    <button type="button" className="lt-link" onClick={() => setReleasing([figure])}>
                      {t('figure.released')}
                    </button>
                  ) : null}
                  {figure.origin === 'office' ? (
                    <>
                      <button type="button" className="lt-link" onClick={() => setEditing(figure)}>
                        {t('dashboard.customChange')}
                      </button>
                      <button type="button" className="lt-link" onClick={() => setRetiring(figure)}>
                        {t('dashboard.customRetire')}
                      </button>
                    </>
                  ) : null}
                </>
              )
            : undefined
        }
        empty={<Empty icon="chart" title={t('dashboard.customEmpty')} text={t('dashboard.customEmptyText')} />}
      />
      {editing ? (
        <CustomFigureDrawer
          figure={editing === 'new' ? null : editing}
          year={period.year}
          onClose={() => setEditing(null)}
          onSaved={() => {
            setEditing(null);
            revalidate();
          }}
        />
      ) : null}
      {releasing ? (
        <ReleaseCustomConfirm
          figures={releasing}
          year={period.year}
          supervisors={supervisors}
          onClose={() => setReleasing(null)}
        />
      ) : null}
      <Confirm
        open={retiring !== null}
        onClose={() => setRetiring(null)}
        title={t('dashboard.customRetire')}
        effect={t('dashboard.customRetireEffect', { name: retiring?.name ?? '' })}
        act={t('dashboard.customRetire')}
        onConfirm={async () => {
          if (!retiring) return;
          await client.customFigure.retire.mutate({ id: retiring.id, rowVersion: retiring.rowVersion });
          toast({ text: t('dashboard.customRetired') });
          revalidate();
        }}
      />
    </div>
  );
}
