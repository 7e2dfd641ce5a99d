import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { DeadlineDrawer, DepartmentDrawer } from '@/app/features/filing/department-drawers';
import { wholePage } from '@/app/features/filing/filing-labels';
import { FilingTabs } from '@/app/features/filing/filing-tabs';
import { HandlersDrawer } from '@/app/features/filing/handlers-drawer';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { DEADLINE_RULES, type DeadlineView } from '@/server/domain/filing/deadline-rules';
import type { DepartmentView } from '@/server/domain/filing/department';

export const handle: ScreenHandle = {
  crumbs: (_match, t) => [{ label: t('filing.title') }, { label: t('filing.departmentsTitle') }],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { filing } = context.api.workspace(params.slug ?? '');
  const load = async () => ({
    departments: await filing.departments(),
    handlers: await filing.handlers({}),
    deadlines: await filing.deadlines(),
  });
  return loadOrThrow({ request, context }, load());
};

const departmentColumns = (t: Translate): Column<DepartmentView>[] => [
  {
    key: 'code',
    title: t('filing.departmentCode'),
    render: (row) => <span className="lt-code">{row.code}</span>,
    width: '112px',
  },
  { key: 'name', title: t('filing.departmentName'), render: (row) => row.name, onPhone: 'title' },
  {
    key: 'members',
    title: t('filing.handlers'),
    render: (row) => row.members.map((member) => member.displayName).join(t('common.list')) || t('filing.handlersNone'),
  },
  {
    key: 'state',
    title: t('filing.state'),
    render: (row) => (
      <Status kind={row.state === 'active' ? 'done' : 'none'}>{t(`filing.departmentState_${row.state}`)}</Status>
    ),
    width: '104px',
  },
];

const deadlineColumns = (t: Translate, locale: Locale): Column<DeadlineView>[] => [
  {
    key: 'rule',
    title: t('filing.deadline'),
    render: (row) => {
      const rule = DEADLINE_RULES.find((one) => one.code === row.code);
      return rule ? rule[locale === 'en' ? 'en' : 'zh'] : row.code;
    },
    width: '200px',
    onPhone: 'title',
  },
  {
    key: 'from',
    title: t('filing.deadlineYearFrom'),
    render: (row) =>
      row.yearFrom === null ? t('filing.deadlineGeneral') : t('filing.deadlineFrom', { year: String(row.yearFrom) }),
    width: '160px',
  },
  {
    key: 'day',
    title: t('filing.dueOn'),
    render: ({ yearsAfter, month, day }) =>
      yearsAfter === 0
        ? t('filing.deadlineDay_same', { month, day })
        : t('filing.deadlineDay_value', { years: yearsAfter, month, day }),
    width: '200px',
  },
  { key: 'basis', title: t('filing.deadlineBasis'), render: (row) => row.basis, truncate: true },
];

type Layer =
  | { kind: 'add' }
  | { kind: 'edit'; department: DepartmentView }
  | { kind: 'handlers'; department: DepartmentView }
  | { kind: 'deadline'; rule: DeadlineView }
  | null;

const Layers = (props: { layer: Layer; handlers: ReturnType<typeof useData>['handlers']; close: () => void }) => {
  const t = useText();
  const toast = useToast();
  const { revalidate } = useRevalidator();
  const { layer, close } = props;
  const done = (text: string) => {
    toast({ text });
    revalidate();
  };
  return (
    <>
      {layer?.kind === 'add' || layer?.kind === 'edit' ? (
        <DepartmentDrawer
          department={layer.kind === 'edit' ? layer.department : null}
          onClose={close}
          onDone={() => done(t('filing.departmentSaved'))}
        />
      ) : null}
      {layer?.kind === 'handlers' ? (
        <HandlersDrawer
          department={layer.department}
          handlers={props.handlers}
          onClose={close}
          onDone={() => done(t('filing.departmentSaved'))}
        />
      ) : null}
      {layer?.kind === 'deadline' ? (
        <DeadlineDrawer rule={layer.rule} onClose={close} onDone={() => done(t('filing.deadlineSaved'))} />
      ) : null}
    </>
  );
};

const useData = () => useLoaderData<typeof loader>();

export default function Departments() {
  const t = useText();
  const locale = useLocale();
  const { departments, handlers, deadlines } = useData();
  const [layer, setLayer] = useState<Layer>(null);
  const link = (label: string, next: Layer) => (
    <button type="button" className="lt-link" onClick={() => setLayer(next)}>
      {label}
    </button>
  );
  return (
    <div className="lt-page">
      <PageHeader
        title={t('filing.departmentsTitle')}
        lead={t('filing.departmentsLead')}
        actions={
          <Button look="primary" icon="plus" onClick={() => setLayer({ kind: 'add' })}>
            {t('filing.departmentAdd')}
          </Button>
        }
      />
      <FilingTabs />
      <DataTable
        name="departments"
        caption={t('filing.departmentsTitle')}
        columns={departmentColumns(t)}
        rows={departments}
        page={wholePage(departments)}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.name}
        rowActions={(department) => (
          <>
            {link(t('filing.handlersAssign'), { kind: 'handlers', department })}
            {link(t('common.edit'), { kind: 'edit', department })}
          </>
        )}
        empty={<Empty icon="building" title={t('filing.departmentEmpty')} text={t('filing.noDepartmentsText')} />}
      />
      <section aria-labelledby="deadlines" className="lt-section">
        <div className="lt-section-head">
          <h2 id="deadlines">{t('filing.deadlinesTitle')}</h2>
          <span className="lt-3">{t('filing.deadlinesLead')}</span>
        </div>
        <DataTable
          name="deadlines"
          caption={t('filing.deadlinesTitle')}
          columns={deadlineColumns(t, locale)}
          rows={deadlines}
          page={wholePage(deadlines)}
          rowKey={(row) => row.id ?? row.code}
          rowLabel={(row) => row.code}
          rowActions={(rule) => (rule.id === null ? link(t('filing.deadlineSet'), { kind: 'deadline', rule }) : null)}
          empty={<Empty title={t('filing.deadlinesTitle')} />}
        />
      </section>
      <Layers layer={layer} handlers={handlers} close={() => setLayer(null)} />
    </div>
  );
}
