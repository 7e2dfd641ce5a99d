import { type ReactNode, useState } from 'react';
import { Button } from '@/app/components/button';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useAct } from '@/app/lib/use-act';
import type { FrozenProbe, ProbeRowView } from '@/server/domain/inspection/probe-views';
import { findProbe, type ProbeCode } from '@/server/domain/inspection/probes';
import type { PageInfo } from '@/server/domain/shared/pagination';
import { VerdictStatus } from './verdict-status';

export const ProbeRows = ({ rows }: { rows: readonly ProbeRowView[] }) => (
  <ul className="lt-probe-rows">
    {rows.map((row) => (
      <li key={row.key}>
        <span className="lt-strong">{row.label}</span> <span className="lt-2">{row.detail}</span>{' '}
        <span className="lt-3 lt-num">{row.on}</span>
      </li>
    ))}
  </ul>
);

export const ProbeFigure = ({ result }: { result: FrozenProbe }) => {
  const t = useText();
  return (
    <span className="lt-num">
      {t('checklist.figure', { rows: result.rows, faults: result.faults })}{' '}
      {findProbe(result.probeCode).rule.kind === 'sum' ? t('checklist.figureAmount', { amount: result.amount }) : null}
      {findProbe(result.probeCode).rule.kind === 'share' && result.percent !== null
        ? t('checklist.figurePercent', { percent: result.percent })
        : null}
    </span>
  );
};

interface ProbePanelProps {
  code: ProbeCode;
  result: FrozenProbe | undefined;
  /** Where the result comes from, when it is not one's own. */
  source?: ReactNode;
  /** Reads the rows as they stand now, page by page. Absent where they cannot be read. */
  readRows?: (cursor: string | undefined) => Promise<{ rows: ProbeRowView[]; page: PageInfo }>;
}

/** One probe: what it means, its figure, its suggestion, and the rows behind it. */
export const ProbePanel = ({ code, result, source, readRows }: ProbePanelProps) => {
  const t = useText();
  const locale = useLocale();
  const { act, busy } = useAct();
  const [read, setRead] = useState<{ rows: ProbeRowView[]; next: string | null } | null>(null);
  const probe = findProbe(code);
  const words = locale === 'zh-CN' ? 'zh' : 'en';
  const more = () =>
    act(async () => {
      const { rows, page } = (await readRows?.(read?.next ?? undefined)) ?? { rows: [], page: null };
      setRead({ rows: [...(read?.rows ?? []), ...rows], next: page?.nextCursor ?? null });
    });
  const shown = read?.rows ?? result?.firstRows ?? [];
  return (
    <section className="lt-probe" aria-label={probe.name[words]}>
      <p className="lt-row">
        <span className="lt-strong lt-grow">{probe.name[words]}</span>
        {result ? <VerdictStatus verdict={result.suggestion} /> : null}
      </p>
      <p className="lt-3">{probe.definition[words]}</p>
      {result ? (
        <p>
          <ProbeFigure result={result} />{' '}
          <span className="lt-3">
            {t('checklist.figureYears', { from: String(result.yearFrom), to: String(result.yearTo) })} {source}
          </span>
        </p>
      ) : (
        <p className="lt-3">{probe.reach === 'unit' && source ? t('checklist.unitOnly') : t('checklist.notRunYet')}</p>
      )}
      {shown.length > 0 ? <ProbeRows rows={shown} /> : null}
      {result && readRows && result.faults > result.firstRows.length && (read === null || read.next !== null) ? (
        <Button look="text" busy={busy} onClick={() => void more()}>
          {t(read === null ? 'checklist.allRows' : 'checklist.moreRows')}
        </Button>
      ) : null}
    </section>
  );
};
