import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { RecordDownloads, RecordTable, recordFilterOf } from '@/app/features/district/record-table';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('district.ownTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { district } = context.api.workspace(params.slug ?? '');
  const supervisorSlug = search.get('supervisor') || undefined;
  const input = { supervisorSlug, ...recordFilterOf(search), ...pageOfParams(search) };
  return loadOrThrow({ request, context }, district.ownRecord(input));
};

/** 本单位监督记录: what the supervisor has of this unit, line for line. */
export default function OwnRecord() {
  const t = useText();
  const { supervisor, supervisors, ...record } = useLoaderData<typeof loader>();
  if (!supervisor) {
    return (
      <div className="lt-page">
        <PageHeader title={t('district.ownTitle')} lead={t('district.ownLead')} />
        <SectionTabs of="underInspection" />
        <Empty icon="clip" title={t('district.noSupervisor')} text={t('district.noSupervisorText')} />
      </div>
    );
  }
  return (
    <div className="lt-page">
      <PageHeader
        title={t('district.ownTitle')}
        lead={t('district.ownLead')}
        actions={
          <RecordDownloads
            excel="district.downloadOwnRecord"
            pdf="district.downloadOwnRecordPdf"
            input={{ supervisorSlug: supervisor.slug }}
          />
        }
      />
      {supervisors.length > 1 ? (
        <div className="lt-section-head lt-scroll-x lt-district-head">
          <Segments
            name="supervisor"
            label={t('district.supervisor')}
            segments={supervisors.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
        </div>
      ) : null}
      <RecordTable {...record} unitTenantId={null} keep={['supervisor']} />
    </div>
  );
}
