import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { EarlierFigures } from '@/app/features/report/earlier-figures';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useCan, useWorkspaceClient } from '@/app/lib/workspace';
import type { ComparisonView } from '@/server/domain/report/report';

export const handle: ScreenHandle<{ title: string }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('report.title'), to: `/w/${params.slug}/reports` },
    { label: data?.title ?? '', to: `/w/${params.slug}/reports/${params.reportId}` },
    { label: t('report.versions') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', reportId = '' } = params;
  const asked = { request, context };
  const { report } = context.api.workspace(slug);
  const number = Number(new URL(request.url).searchParams.get('compare'));
  const versions = await loadOrThrow(asked, report.versions({ reportId }));
  const { title, state } = await loadOrThrow(asked, report.byId({ reportId }));
  const isKnown = versions.some((version) => version.number === number);
  const comparison = isKnown ? await loadOrThrow(asked, report.compare({ reportId, from: number, to: null })) : null;
  const earlier = await loadOrThrow(asked, report.earlierFigures({ reportId }));
  return { reportId, title, state, versions, comparison, earlier };
};

/** Paragraph by paragraph; what stayed is left out. */
const Comparison = ({ comparison }: { comparison: ComparisonView }) => {
  const t = useText();
  const changed = comparison.lines
    .map((line, index) => ({ ...line, key: `${index}-${line.change}` }))
    .filter((line) => line.change !== 'same');
  return (
    <section className="lt-section">
      <h2>{t('report.compareTitle', { n: comparison.from })}</h2>
      {changed.length === 0 ? <p className="lt-2">{t('report.compareSame')}</p> : null}
      <ul className="lt-report-compare">
        {changed.map(({ key, change, text }) => (
          <li key={key} className={`lt-report-${change}`}>
            <b>{t(change === 'gone' ? 'report.changeGone' : 'report.changeNew')}</b> {text}
          </li>
        ))}
      </ul>
    </section>
  );
};

/** 版本: states of the text that were kept, each to be compared with the text as it is. */
export default function ReportVersions() {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { reportId, title, state, versions, comparison, earlier } = useLoaderData<typeof loader>();
  const canSave = useCan('report.write') && state === 'draft';
  const [saving, setSaving] = useState(false);
  return (
    <div className="lt-page lt-paper-page">
      <PageHeader
        title={`${title} ${t('report.versions')}`}
        lead={t('report.versionsLead')}
        actions={
          canSave ? (
            <Button look="primary" icon="plus" onClick={() => setSaving(true)}>
              {t('report.saveVersion')}
            </Button>
          ) : null
        }
      />
      {versions.length === 0 ? (
        <Empty icon="copy" title={t('report.versionsEmpty')} />
      ) : (
        <table className="lt-table lt-table-plain">
          <caption className="lt-hidden">{t('report.versions')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('report.versions')}</th>
              <th scope="col">{t('report.versionKind')}</th>
              <th scope="col">{t('report.versionBy')}</th>
              <th scope="col">{t('report.versionAt')}</th>
              <th scope="col">{t('report.compareNow')}</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version) => (
              <tr key={version.number}>
                <th scope="row" data-label={t('report.versions')}>
                  {t('report.versionNumber', { n: version.number })}
                </th>
                <td data-label={t('report.versionKind')}>
                  {t(`report.version_${version.kind}`)}
                  {version.note ? <span className="lt-2"> {version.note}</span> : null}
                </td>
                <td data-label={t('report.versionBy')}>{version.byName}</td>
                <td data-label={t('report.versionAt')}>{formatDate(version.at, locale)}</td>
                <td data-label={t('report.compareNow')}>
                  <Link to={`?compare=${version.number}`} preventScrollReset>
                    {t('report.compareNow')}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {comparison ? <Comparison comparison={comparison} /> : null}
      {earlier.length > 0 ? <EarlierFigures figures={earlier} /> : null}
      <ReasonDrawer
        open={saving}
        onClose={() => setSaving(false)}
        title={t('report.saveVersion')}
        effect={t('report.versionsLead')}
        label={t('report.versionNote')}
        act={t('report.saveVersion')}
        onSubmit={async (note, idempotencyKey) => {
          const { number } = await client.report.saveVersion.mutate(
            { reportId, note },
            { context: { idempotencyKey } },
          );
          toast({ text: t('report.versionSaved', { n: number }) });
          revalidate();
        }}
      />
    </div>
  );
}
