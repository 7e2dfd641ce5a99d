import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { type FormEvent, useState } from 'react';
import { Button } from '@/app/components/button';
import { PageHeader } from '@/app/components/page-header';
import { ProbePanel } from '@/app/features/checklist/probe-panel';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { PROBE_CODES } from '@/server/domain/inspection/probes';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('checklist.probeTitle') }] };

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => ({
  results: await loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').probe.ownResults()),
});

const YEARS_BACK = 3;

/** 自己核查: what an inspection would find, seen by the unit first. */
export default function Probes() {
  const t = useText();
  const client = useWorkspaceClient();
  const { results } = useLoaderData<typeof loader>();
  const { act, busy } = useAct();
  const thisYear = Number(useToday().slice(0, 4));
  const [years, setYears] = useState({
    yearFrom: String(results[0]?.yearFrom ?? thisYear - YEARS_BACK),
    yearTo: String(results[0]?.yearTo ?? thisYear),
  });
  const field = (name: keyof typeof years, label: string) => (
    <label className="lt-field">
      <span className="lt-label">{label}</span>
      <input
        className="lt-input"
        inputMode="numeric"
        maxLength={4}
        required
        value={years[name]}
        onChange={(event) => setYears({ ...years, [name]: event.target.value.normalize('NFKC') })}
      />
    </label>
  );
  const run = (event: FormEvent) => {
    event.preventDefault();
    const input = { yearFrom: Number(years.yearFrom), yearTo: Number(years.yearTo) };
    void act(() => client.probe.runOwn.mutate(input, { context: { idempotencyKey: newIdempotencyKey() } }), {
      done: t('checklist.probesRan', { n: PROBE_CODES.length }),
    });
  };
  return (
    <div className="lt-page lt-paper-page">
      <PageHeader title={t('checklist.probeTitle')} lead={t('checklist.probeLead')} />
      <SectionTabs of="underInspection" />
      <form onSubmit={run} aria-label={t('checklist.probeTitle')}>
        <div className="lt-three">
          {field('yearFrom', t('checklist.yearFrom'))}
          {field('yearTo', t('checklist.yearTo'))}
        </div>
        <Button type="submit" look="primary" icon="scan" busy={busy}>
          {t('checklist.probeRun')}
        </Button>
      </form>
      {PROBE_CODES.map((probeCode) => {
        const result = results.find((one) => one.probeCode === probeCode);
        const asked = { yearFrom: result?.yearFrom ?? thisYear - YEARS_BACK, yearTo: result?.yearTo ?? thisYear };
        return (
          <ProbePanel
            key={`${probeCode}-${result?.id ?? ''}`}
            code={probeCode}
            result={result}
            readRows={(cursor) => client.probe.ownRows.query({ probeCode, ...asked, ...(cursor ? { cursor } : {}) })}
          />
        );
      })}
    </div>
  );
}
