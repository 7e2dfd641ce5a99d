import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { YearSwitch } from '@/app/features/figure/year-switch';
import { FormTables } from '@/app/features/statistics/form-tables';
import { ImportReturn } from '@/app/features/statistics/import-return';
import { ProblemList } from '@/app/features/statistics/problem-list';
import { amountText, languageOf, STATE_KINDS } from '@/app/features/statistics/statistics-words';
import { SubmitConfirm } from '@/app/features/statistics/submit-confirm';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { CellRule } from '@/server/domain/statistics/form';
import type { CellView, ReturnView } from '@/server/domain/statistics/statistics';

export const handle: ScreenHandle<ReturnView> = {
  crumbs: ({ data, params }, t) => [
    {
      label: t('statistics.title'),
      to: `/w/${params.slug}/reports/statistics${data ? `?year=${data.year}` : ''}`,
    },
    { label: data ? data.form.name.zh : '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const year = yearOfParam(new URL(request.url).searchParams.get('year')) ?? thisYear();
  const { statistics } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, statistics.get({ year, formKey: params.formKey ?? '' }));
};

type Typed = Readonly<Record<string, string>>;

/** What was typed as numbers; a cell that says no number is named. */
const readTyped = (typed: Typed): { entered: { ref: string; value: number | null }[]; wrong: string[] } => {
  const entered: { ref: string; value: number | null }[] = [];
  const wrong: string[] = [];
  for (const [ref, said] of Object.entries(typed)) {
    const plain = said.normalize('NFKC').replace(/[,\s]/g, '');
    if (plain === '') entered.push({ ref, value: null });
    else if (/^-?\d{1,12}(\.\d+)?$/.test(plain)) entered.push({ ref, value: Number(plain) });
    else wrong.push(ref);
  }
  return { entered, wrong };
};

interface CellProps {
  cell: CellView;
  rule: CellRule;
  name: string;
  year: number;
  base: string;
  typed: string | undefined;
  isWrong: boolean;
  onType: ((said: string) => void) | null;
}

const Cell = ({ cell, rule, name, year, base, typed, isWrong, onType }: CellProps) => {
  const t = useText();
  const before = cell.lastYear === null ? null : t('statistics.lastYear', { value: amountText(cell.lastYear) });
  const back = rule.by === 'indicator' && rule.yearsBack ? '&back=1' : '';
  const shown = cell.state === 'no_entry' ? t('figure.noEntry') : amountText(cell.value);
  return (
    <>
      {rule.by === 'entered' && onType ? (
        <input
          className="lt-input lt-statistics-input"
          inputMode="decimal"
          aria-label={name}
          aria-invalid={isWrong || undefined}
          value={typed ?? (cell.value === null ? '' : String(cell.value))}
          onChange={({ currentTarget }) => onType(currentTarget.value)}
        />
      ) : cell.code !== null && cell.value !== null ? (
        <Link to={`${base}/rows/${cell.code}?year=${year}${back}`}>{shown}</Link>
      ) : (
        <span className={rule.by === 'sum' ? 'lt-statistics-sum' : undefined}>{shown}</span>
      )}
      {before ? <small className="lt-3 lt-statistics-before">{before}</small> : null}
    </>
  );
};

/** What the supervisor wants or said, above the form. */
const StandingNote = ({ view }: { view: ReturnView }) => {
  const t = useText();
  const to = view.supervisors.join(t('common.list'));
  if (view.state === 'returned')
    return (
      <p className="lt-note lt-note-attention" role="note">
        {t('statistics.returnedNote', { reason: view.reason ?? '' })}
      </p>
    );
  if (view.state === 'not_released') return null;
  return (
    <p className="lt-note lt-note-info" role="note">
      {t(view.state === 'accepted' ? 'statistics.acceptedNote' : 'statistics.releasedNote', { to, asOf: view.asOf })}
    </p>
  );
};

export default function StatisticalReturn() {
  const t = useText();
  const language = languageOf(useLocale());
  const view = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const client = useWorkspaceClient();
  const today = useToday();
  const { act, busy } = useAct();
  const mayFill = useCan('figure.release') && (view.state === 'not_released' || view.state === 'returned');
  const [typed, setTyped] = useState<Typed>({});
  const [said, setSaid] = useState<Typed>({});
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const [open, setOpen] = useState<'import' | 'submit' | null>(null);
  const { form, year, state, cells, problems, supervisors } = view;
  const key = { year, formKey: form.key };
  const byRef = new Map(cells.map((cell) => [cell.ref, cell]));
  const isChanged = Object.keys(typed).length + Object.keys(said).length > 0;
  const openProblems = problems.filter(({ kind, explanation }) => kind === 'missing' || explanation === null).length;
  const save = async () => {
    const read = readTyped(typed);
    setWrong(read.wrong);
    if (read.wrong.length > 0) return;
    const explanations = Object.entries(said).map(([problem, text]) => ({ key: problem, text: text.trim() }));
    const input = { ...key, rowVersion: view.rowVersion, entered: read.entered, explanations };
    const isSaved = await act(() => client.statistics.save.mutate(input), { done: t('statistics.saved') });
    if (!isSaved) return;
    setTyped({});
    setSaid({});
  };
  const file = (procedure: 'downloadReturn' | 'downloadPrint', icon: 'download' | 'print', label: string) => (
    <a className="lt-btn" href={downloadPath(slug, `statistics.${procedure}`, key)} download>
      <Icon name={icon} />
      <span>{label}</span>
    </a>
  );
  return (
    <div className="lt-page">
      <PageHeader
        title={form.name[language]}
        lead={t('statistics.formLead', { year: String(year), asOf: view.asOf, due: view.dueOn ?? '—' })}
        actions={
          <>
            <YearSwitch year={year} thisYear={Number(today.slice(0, 4))} />
            {file('downloadReturn', 'download', t('statistics.downloadExcel'))}
            {file('downloadPrint', 'print', t('statistics.print'))}
            {mayFill ? <Button onClick={() => setOpen('import')}>{t('statistics.import')}</Button> : null}
            {mayFill ? (
              <Button busy={busy} disabled={!isChanged} onClick={() => void save()}>
                {t('statistics.save')}
              </Button>
            ) : null}
            {mayFill && supervisors.length > 0 ? (
              <Button
                look="primary"
                icon="send"
                disabled={isChanged || openProblems > 0}
                onClick={() => setOpen('submit')}
              >
                {t('statistics.submit')}
              </Button>
            ) : null}
          </>
        }
      />
      <p>
        <Status kind={STATE_KINDS[state]}>{t(`statistics.state_${state}`)}</Status>{' '}
        {mayFill && openProblems > 0 ? t('statistics.openProblems', { n: openProblems }) : null}
        {wrong.length > 0 ? <Status kind="failed">{t('statistics.wrongNumber', { n: wrong.length })}</Status> : null}
      </p>
      <StandingNote view={view} />
      <FormTables
        form={form}
        cell={(ref, rule, name) => {
          const cell = byRef.get(ref);
          return cell ? (
            <Cell
              cell={cell}
              rule={rule}
              name={name}
              year={year}
              base={`/w/${slug}/reports/statistics`}
              typed={typed[ref]}
              isWrong={wrong.includes(ref)}
              onType={mayFill ? (text) => setTyped((all) => ({ ...all, [ref]: text })) : null}
            />
          ) : null;
        }}
      />
      <section className="lt-section">
        <h2>{t('statistics.problems')}</h2>
        <ProblemList
          form={form}
          problems={problems}
          typed={said}
          onType={mayFill ? (problem, text) => setSaid((all) => ({ ...all, [problem]: text })) : undefined}
        />
      </section>
      {open === 'import' ? <ImportReturn {...key} onClose={() => setOpen(null)} /> : null}
      {open === 'submit' ? (
        <SubmitConfirm
          {...key}
          name={form.name[language]}
          to={supervisors.join(t('common.list'))}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </div>
  );
}
