import { Link, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { shownColumns } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { Menu } from '@/app/components/menu';
import { PrintProgress } from '@/app/features/print/print-progress';
import { usePrintJob } from '@/app/features/print/use-print-job';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { useNewAsked } from '@/app/lib/use-new-asked';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import { dayWithin, spanNamed } from '@/server/domain/register/register-period';
import { columnsOf, tableName } from './entry-columns';
import { filterOf } from './entry-filters';
import { EntryFormDrawer } from './entry-form-drawer';
import { ImportDrawer } from './import-drawer';
import { PasteDrawer } from './paste-drawer';

/** Up to here a workbook is written while one waits for it; more is a job that can be followed. */
const AT_ONCE = 2_000;

interface ToolsProps {
  definition: RegisterDefinition;
  /** How many rows the filters leave; null: very many. */
  total: number | null;
}

/** Export and print of what the list shows: its filters, its order, its columns. */
const WriteOut = ({ definition, total }: ToolsProps) => {
  const t = useText();
  const locale = useLocale();
  const today = useToday();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const client = useWorkspaceClient();
  const { job, start } = usePrintJob('register');
  const busy = job.state === 'working';
  const asked = () => ({
    ...filterOf(params, definition, today),
    columns: shownColumns(tableName(definition), columnsOf(definition, { t, locale, base: '', today })),
  });
  const make = (format: 'xlsx' | 'pdf') => start(() => client.register.makeFile.mutate({ ...asked(), format }));
  const write = () => {
    if (total !== null && total <= AT_ONCE) {
      // An attachment: the browser saves it and stays on the page.
      window.location.assign(downloadPath(slug, 'register.downloadEntries', asked()));
    } else {
      void make('xlsx');
    }
  };
  return (
    <>
      {job.state === 'idle' ? null : <PrintProgress job={job} />}
      <Button icon="download" busy={busy} onClick={write}>
        {t('register.export')}
      </Button>
      <Button icon="print" busy={busy} onClick={() => void make('pdf')}>
        {t('register.print')}
      </Button>
    </>
  );
};

/** An exhibition has its texts. */
const EXHIBITION_REGISTER: RegisterDefinition['code'] = 'exhibition';
/** The plan can be made from last year's. */
const TIMETABLE_REGISTER: RegisterDefinition['code'] = 'plan_task';

type Opened = 'entry' | 'paste' | 'import' | null;

const ManyRows = ({ definition, open }: { definition: RegisterDefinition; open: (what: Opened) => void }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const [params] = useSearchParams();
  const changed = new URLSearchParams([...params, ['change', '1']]).toString();
  return (
    <Menu
      className="lt-btn"
      face={
        <>
          <Icon name="list" />
          <span>{t('register.manyRows')}</span>
        </>
      }
    >
      <Link className="lt-menu-item" to={`/w/${slug}/registers/${definition.code}/sheet`}>
        <Icon name="list" />
        <span>{t('register.sheet')}</span>
      </Link>
      <Link className="lt-menu-item" to={`/w/${slug}/registers/${definition.code}/sheet?${changed}`}>
        <Icon name="pen" />
        <span>{t('register.sheetChange')}</span>
      </Link>
      <button type="button" className="lt-menu-item" onClick={() => open('paste')}>
        <Icon name="copy" />
        <span>{t('register.paste')}</span>
      </button>
      <button type="button" className="lt-menu-item" onClick={() => open('import')}>
        <Icon name="upload" />
        <span>{t('register.import')}</span>
      </button>
      <a
        className="lt-menu-item"
        href={downloadPath(slug, 'register.downloadTemplate', { code: definition.code })}
        download
      >
        <Icon name="file" />
        <span>{t('register.template')}</span>
      </a>
    </Menu>
  );
};

export const RegisterTools = ({ definition, total }: ToolsProps) => {
  const t = useText();
  const today = useToday();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const canKeep = useCan('register.keep');
  const [opened, setOpened] = useState<Opened>(null);
  useNewAsked(canKeep, () => setOpened('entry'));
  const close = () => setOpened(null);
  const period = params.get('period') ?? '';
  const span = spanNamed(period);
  return (
    <>
      <WriteOut definition={definition} total={total} />
      {canKeep ? (
        <>
          {definition.code === EXHIBITION_REGISTER ? (
            <ButtonLink icon="file" to={`/w/${slug}/exhibition-texts`}>
              {t('exhibition.open')}
            </ButtonLink>
          ) : null}
          {definition.code === TIMETABLE_REGISTER ? (
            <ButtonLink icon="calendar" to={`/w/${slug}/registers/timetable`}>
              {t('timetable.open')}
            </ButtonLink>
          ) : null}
          <ManyRows definition={definition} open={setOpened} />
          <Button look="primary" icon="plus" onClick={() => setOpened('entry')}>
            {t('register.enter')}
          </Button>
        </>
      ) : null}
      <EntryFormDrawer
        key={period}
        definition={definition}
        day={span ? dayWithin(span, today) : today}
        open={opened === 'entry'}
        onClose={close}
      />
      <PasteDrawer definition={definition} open={opened === 'paste'} onClose={close} />
      <ImportDrawer definition={definition} open={opened === 'import'} onClose={close} />
    </>
  );
};
