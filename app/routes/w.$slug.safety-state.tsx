import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { PageHeader } from '@/app/components/page-header';
import { SendReport } from '@/app/features/district/work-report';
import { SafetyFacts } from '@/app/features/district/work-safety';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useWorkspaceClient } from '@/app/lib/workspace';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('workState.ownSafety') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').workState.ownSafety());

/** 安全状况: plan, drills, hazards, incidents and rooms at a glance, and the report of them. */
export default function SafetyStateScreen() {
  const t = useText();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { state, superiors, lastSentAt, calls } = useLoaderData<typeof loader>();
  return (
    <div className="lt-page">
      <PageHeader title={t('workState.ownSafety')} lead={t('workState.ownSafetyLead')} />
      <SectionTabs of="safety" />
      <section className="lt-section" aria-label={t('workState.ownSafety')}>
        <SafetyFacts state={state} />
        <SendReport
          what={t('workState.ownSafety')}
          superiors={superiors}
          calls={calls}
          lastSentAt={lastSentAt}
          newKey={newIdempotencyKey}
          send={(idempotencyKey) => client.workState.sendSafety.mutate(undefined, { context: { idempotencyKey } })}
          onDone={revalidate}
        />
      </section>
    </div>
  );
}
