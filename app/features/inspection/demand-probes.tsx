import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Status } from '@/app/components/status';
import { ProbeFigure, ProbeRows } from '@/app/features/checklist/probe-panel';
import { VerdictStatus } from '@/app/features/checklist/verdict-status';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDateTime } from '@/app/lib/format';
import { useAct } from '@/app/lib/use-act';
import type { DemandProbeView, FrozenProbe } from '@/server/domain/inspection/probe-views';
import { findProbe } from '@/server/domain/inspection/probes';

const Line = ({ label, result }: { label: string; result: FrozenProbe | null }) => {
  const t = useText();
  const locale = useLocale();
  return (
    <p>
      <span className="lt-2">
        {label}
        {t('common.colon')}
      </span>
      {result ? (
        <>
          <VerdictStatus verdict={result.suggestion} /> <ProbeFigure result={result} />{' '}
          <span className="lt-3">{formatDateTime(result.ranAt, locale)}</span>
        </>
      ) : (
        <span className="lt-3">{t('checklist.notRunYet')}</span>
      )}
    </p>
  );
};

const MET = { true: 'done', false: 'failed' } as const;

const Probe = ({ probe }: { probe: DemandProbeView }) => {
  const t = useText();
  const locale = useLocale();
  const { name } = findProbe(probe.probeCode);
  const { before, now, isMet } = probe;
  return (
    <li className="lt-probe">
      <p className="lt-row">
        <span className="lt-strong lt-grow">{name[locale === 'zh-CN' ? 'zh' : 'en']}</span>
        {isMet === null ? null : <Status kind={MET[`${isMet}`]}>{t(isMet ? 'remedy.met' : 'remedy.notMet')}</Status>}
      </p>
      <Line label={t('remedy.issuedThen')} result={before} />
      <Line label={t('remedy.now')} result={now} />
      {now && now.firstRows.length > 0 ? <ProbeRows rows={now.firstRows} /> : null}
    </li>
  );
};

interface DemandProbesProps {
  probes: readonly DemandProbeView[];
  /** Looks again at the records of today; absent for those who only read. */
  run?: () => Promise<unknown>;
}

/** 整改是否到位: what the records of today say of a demand, beside what they said when it was made. */
export const DemandProbes = ({ probes, run }: DemandProbesProps) => {
  const t = useText();
  const { act, busy } = useAct();
  return probes.length === 0 ? null : (
    <section className="lt-section" aria-label={t('remedy.title')}>
      <h2>{t('remedy.title')}</h2>
      <ul>
        {probes.map((probe) => (
          <Probe key={probe.probeCode} probe={probe} />
        ))}
      </ul>
      {run ? (
        <Button icon="scan" busy={busy} onClick={() => void act(run, { done: t('remedy.ran') })}>
          {t('remedy.run')}
        </Button>
      ) : null}
    </section>
  );
};

interface LazyProps {
  read: () => Promise<DemandProbeView[]>;
  run?: () => Promise<unknown>;
}

/** The same in a list of findings: read when it is asked for. */
export const LazyDemandProbes = ({ read, run }: LazyProps) => {
  const t = useText();
  const { act, busy } = useAct();
  const [probes, setProbes] = useState<DemandProbeView[] | null>(null);
  const load = async () => setProbes(await read());
  const again = run
    ? {
        run: async () => {
          await run();
          await load();
        },
      }
    : {};
  if (probes === null) {
    return (
      <Button look="text" busy={busy} onClick={() => void act(load)}>
        {t('remedy.open')}
      </Button>
    );
  }
  return probes.length === 0 ? <p className="lt-3">{t('remedy.none')}</p> : <DemandProbes probes={probes} {...again} />;
};
