import { Link } from '@remix-run/react';
import type { Column } from '@/app/components/data-table';
import { labelOf } from '@/app/i18n/label-of';
import type { Translate } from '@/app/i18n/messages';
import { formatIsoDate, formatIsoDateTime } from '@/app/lib/format';
import type { RecordLineView } from '@/server/domain/inspection/supervision-record';
import { INSPECTION_RESULTS } from '@/server/domain/inspection/vocabulary';

/** Whose screen it is: the same lines lead to other pages. */
export interface RecordReader {
  base: string;
  /** The unit's number where its supervisor reads; the unit itself has none. */
  unitTenantId: number | null;
}

export const kindLabel = (t: Translate, line: RecordLineView): string =>
  line.source === 'dispatch'
    ? labelOf(t, 'dispatch', `kind_${line.kind}`)
    : labelOf(t, 'district', `kind_${line.kind}`);

const pathOf = (line: RecordLineView, { unitTenantId }: RecordReader): string | null => {
  const year = line.facts.year ?? '';
  const isUnit = unitTenantId === null;
  switch (line.source) {
    case 'dispatch':
      return `dispatches/${line.id}`;
    case 'grant':
      return isUnit ? `grants/${line.id}` : 'grants?side=given';
    case 'filing':
      return isUnit ? `filing?year=${year}` : `filing/units?year=${year}&unit=${unitTenantId}`;
    case 'figure':
      return isUnit ? `figures?year=${year}` : `figures/received?year=${year}`;
    default:
      if (isUnit) return null;
      return line.kind === 'training' ? 'training' : 'guidance';
  }
};

/** An inspection ends in one of its own results; cases and nominations have others. */
const resultLabel = (t: Translate, code: string): string =>
  labelOf(t, INSPECTION_RESULTS.some((one) => one === code) ? 'inspection' : 'district', `result_${code}`);

const judged = (t: Translate, { facts }: RecordLineView): (string | null)[] => [
  typeof facts.accepted === 'boolean' ? t(facts.accepted ? 'district.accepted_yes' : 'district.accepted_no') : null,
  typeof facts.granted === 'boolean' ? t(facts.granted ? 'district.granted_yes' : 'district.granted_no') : null,
  facts.decision ? labelOf(t, 'district', `decision_${facts.decision}`) : null,
  facts.result ? resultLabel(t, facts.result) : null,
  facts.conclusion ?? null,
  typeof facts.score === 'number' ? t('district.factScore', { score: facts.score }) : null,
  facts.grade ?? null,
  facts.reason ?? null,
];

const counted = (t: Translate, { facts, looks }: RecordLineView): (string | null)[] => [
  facts.mode ? labelOf(t, 'guidance', `mode_${facts.mode}`) : null,
  typeof facts.hours === 'number' ? t('district.factHours', { n: facts.hours }) : null,
  typeof facts.people === 'number' ? t('district.factPeople', { n: facts.people }) : null,
  typeof facts.expected === 'number' ? t('district.factFiled', { all: facts.expected, done: facts.filed ?? 0 }) : null,
  facts.names ? t('district.factNames', { names: facts.names.join(t('common.list')) }) : null,
  facts.until ? t('district.factUntil', { time: formatIsoDateTime(facts.until) }) : null,
  facts.revokedAt ? t('district.factRevoked', { time: formatIsoDateTime(facts.revokedAt) }) : null,
  looks === null ? null : t('district.factLooks', { n: looks }),
];

/** What a line says beside its title. */
const contentOf = (t: Translate, line: RecordLineView): string => {
  const { facts } = line;
  return [
    facts.severity ? labelOf(t, 'inspection', `severity_${facts.severity}`) : null,
    facts.fact ?? null,
    facts.requirement ? t('district.factRequirement', { text: facts.requirement }) : null,
    facts.measure ? t('district.factMeasure', { text: facts.measure }) : null,
    ...judged(t, line),
    ...counted(t, line),
  ]
    .filter(Boolean)
    .join(t('common.comma'));
};

const titleOf = (t: Translate, { source, title, facts }: RecordLineView): string => {
  const year = String(facts.year ?? title);
  if (source === 'filing') return t('district.factFilingYear', { year });
  return source === 'figure' ? t('district.factFigures', { year, n: facts.figures ?? 0 }) : title;
};

const Subject = ({ line, reader, t }: { line: RecordLineView; reader: RecordReader; t: Translate }) => {
  const path = pathOf(line, reader);
  const title = titleOf(t, line);
  return (
    <span className="lt-record-subject">
      {path ? <Link to={`${reader.base}/${path}`}>{title}</Link> : title}
      <span className="lt-3">{contentOf(t, line)}</span>
    </span>
  );
};

export const recordColumns = (t: Translate, reader: RecordReader): Column<RecordLineView>[] => [
  {
    key: 'at',
    title: t('district.at'),
    // What is entered for a day has no hour.
    render: (line) => (line.source === 'entry' ? formatIsoDate(line.at) : formatIsoDateTime(line.at)),
    width: '144px',
  },
  { key: 'what', title: t('district.what'), render: (line) => kindLabel(t, line), width: '136px' },
  {
    key: 'from',
    title: t('district.supervisor'),
    render: (line) => t(line.fromUnit ? 'district.fromUnit' : 'district.fromSupervisor'),
    width: '88px',
    hiddenAtFirst: true,
  },
  {
    key: 'content',
    title: t('district.content'),
    render: (line) => <Subject line={line} reader={reader} t={t} />,
    onPhone: 'title',
  },
  { key: 'number', title: t('district.number'), render: (line) => line.documentNumber ?? '—', width: '176px' },
  {
    key: 'due',
    title: t('district.dueOn'),
    render: (line) => (
      <>
        {line.dueOn ?? (line.isAnswered ? '' : '—')} {line.isAnswered ? t('district.answeredMark') : ''}
      </>
    ),
    width: '152px',
  },
];
