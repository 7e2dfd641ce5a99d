import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useMemo, useState } from 'react';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { figureName, figureText } from '@/app/features/figure/figure-words';
import { FigureCard } from '@/app/features/report/figure-card';
import { ReportActions } from '@/app/features/report/report-actions';
import { countWarnings, lookupOf, showChip } from '@/app/features/report/report-lookup';
import { ReportPaper } from '@/app/features/report/report-paper';
import { ReportStatus } from '@/app/features/report/report-status';
import { Checks, Comments } from '@/app/features/report/side-panels';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import { FIGURE_CODES } from '@/server/domain/figure/figures';
import { chipsOf } from '@/server/domain/report/chip';
import type { ReportView } from '@/server/domain/report/report';

export const handle: ScreenHandle<ReportView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('report.title'), to: `/w/${params.slug}/reports` },
    { label: data?.title ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs): Promise<ReportView> => {
  const { slug = '', reportId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).report.byId({ reportId }));
};

const Lead = ({ report }: { report: ReportView }) => {
  const t = useText();
  const locale = useLocale();
  const { state, submittedByName, submittedAt, approvedByName, frozenAt } = report;
  return (
    <>
      <ReportStatus state={state} /> {t('report.cutOffOf', { date: formatDate(report.period.to, locale) })}
      {state === 'submitted' && submittedByName && submittedAt ? (
        <> · {t('report.submittedBy', { name: submittedByName, date: formatDate(submittedAt, locale) })}</>
      ) : null}
      {approvedByName && frozenAt ? (
        <> · {t('report.frozenBy', { name: approvedByName, date: formatDate(frozenAt, locale) })}</>
      ) : null}
    </>
  );
};

/** What somebody should know before reading on. */
const Notes = ({ report }: { report: ReportView }) => {
  const t = useText();
  const locale = useLocale();
  const lookup = useMemo(() => lookupOf(report.figures), [report.figures]);
  const { empty, unknown } = countWarnings(report, lookup);
  const changed = report.figures.filter((figure) => figure.hasChanged);
  const notes: string[] = [];
  if (report.state === 'draft' && report.returnReason)
    notes.push(t('report.returnedWith', { reason: report.returnReason }));
  if (report.state === 'submitted' && report.isOwn) notes.push(t('report.ownWaiting'));
  if (report.state !== 'frozen' && unknown > 0) notes.push(t('report.warnUnknown', { n: unknown }));
  if (report.state !== 'frozen' && empty > 0) notes.push(t('report.warnNoEntry', { n: empty }));
  if (changed.length > 0) {
    const lines = changed.flatMap(({ code, now, frozen }) => {
      const known = FIGURE_CODES.find((one) => one === code);
      if (!known || !frozen) return [];
      const name = figureName(known, locale);
      return [t('report.changedOne', { name, frozen: figureText(known, frozen, t), now: figureText(known, now, t) })];
    });
    notes.push(`${t('report.changedSince', { n: changed.length })}${lines.slice(0, 5).join('；')}`);
  }
  return notes.map((note) => (
    <div key={note} className="lt-note lt-note-attention" role="status">
      <Icon name="flag" />
      <p className="lt-grow">{note}</p>
    </div>
  ));
};

const Outline = ({ report }: { report: ReportView }) => {
  const t = useText();
  const lookup = lookupOf(report.figures);
  return (
    <nav className="lt-report-outline" aria-label={t('report.outline')}>
      <h2>{t('report.outline')}</h2>
      <ol>
        {report.chapters.map((chapter) => {
          const chips = chipsOf(chapter.paragraphs);
          const isWarned = chips.some((chip) => ['warn', 'unknown', 'changed'].includes(showChip(chip, lookup).look));
          return (
            <li key={chapter.id} className={`lt-report-level-${chapter.level}`}>
              <a href={`#chapter-${chapter.id}`}>{chapter.heading}</a>
              {chips.length > 0 ? (
                <span className={isWarned ? 'lt-report-warn' : 'lt-3'}>
                  {isWarned ? '△ ' : ''}
                  {t('report.outlineFigures', { n: chips.length })}
                </span>
              ) : null}
            </li>
          );
        })}
      </ol>
    </nav>
  );
};

/** One annual report: its text with live figures, what stands behind each, checks and comments. */
export default function Report() {
  const report = useLoaderData<typeof loader>();
  const { tenant } = useWorkspace();
  const canWrite = useCan('report.write');
  const lookup = useMemo(() => lookupOf(report.figures), [report.figures]);
  const [selectedKey, setSelectedKey] = useState<string | null>(null);
  const [target, setTarget] = useState<string | null>(null);
  const selected = selectedKey === null ? undefined : lookup.get(selectedKey);
  return (
    <div className="lt-page">
      <PageHeader title={report.title} lead={<Lead report={report} />} actions={<ReportActions report={report} />} />
      <Notes report={report} />
      <div className="lt-report">
        <Outline report={report} />
        <ReportPaper
          report={report}
          unitName={tenant.name}
          lookup={lookup}
          canWrite={canWrite && report.state === 'draft'}
          selectedKey={selectedKey}
          onSelect={(key) => setSelectedKey(key === selectedKey ? null : key)}
          onComment={setTarget}
        />
        <aside className="lt-report-side">
          {selected ? <FigureCard reportId={report.id} figure={selected} onClose={() => setSelectedKey(null)} /> : null}
          <Checks report={report} canWrite={canWrite && report.state !== 'frozen'} />
          <Comments report={report} canWrite={canWrite} target={target} onTarget={setTarget} />
        </aside>
      </div>
    </div>
  );
}
