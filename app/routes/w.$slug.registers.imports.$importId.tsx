import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Empty } from '@/app/components/state-block';
import { Status, type StatusKind } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { inWords } from '@/app/features/register/register-words';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { formatDateTime, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import type { ImportNoteView, RegisterImportView } from '@/server/domain/register/register-import';
import { registerOfCode } from '@/server/domain/register/registers';
import { isAppErrorCode } from '@/server/domain/shared/app-error';

export const handle: ScreenHandle<{ found: RegisterImportView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('register.title'), to: `/w/${params.slug}/registers` },
    {
      label: registerOfCode(data?.found.code)?.name.zh ?? '',
      to: `/w/${params.slug}/registers/${data?.found.code ?? ''}`,
    },
    { label: data?.found.fileName ?? '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const { register } = context.api.workspace(params.slug ?? '');
  const importId = params.importId ?? '';
  const found = await loadOrThrow(asked, register.importById({ importId }));
  const page = pageOfParams(new URL(request.url).searchParams);
  return { found, notes: await loadOrThrow(asked, register.importNotes({ importId, ...page })) };
};

const KINDS: Record<RegisterImportView['state'], StatusKind> = {
  reading: 'live',
  done: 'done',
  failed: 'failed',
  undone: 'none',
};
const ASK_MS = 1_000;

/** While the file is being read the page follows it. */
const useFollowed = (isReading: boolean): void => {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isReading) {
      return;
    }
    const timer = setInterval(revalidate, ASK_MS);
    return () => clearInterval(timer);
  }, [isReading, revalidate]);
};

const columnsOf = (definition: RegisterDefinition, t: Translate, locale: Locale): Column<ImportNoteView>[] => [
  {
    key: 'row',
    title: t('register.importRow'),
    render: (note) => t('register.pasteRow', { row: note.rowNumber }),
    width: '104px',
    onPhone: 'title',
  },
  {
    key: 'problem',
    title: t('register.importProblem'),
    render: (note) => {
      const field = definition.fields.find(({ key }) => key === note.field);
      return `${field ? inWords(field.name, locale) : ''} ${t(`register.problem_${note.problem}`)}`.trim();
    },
  },
  { key: 'said', title: t('register.importSaid'), render: (note) => note.said ?? '—', truncate: true },
];

const Lead = ({ found }: { found: RegisterImportView }) => {
  const t = useText();
  const locale = useLocale();
  const { errorCode, state } = found;
  const why = isAppErrorCode(errorCode) ? errorText(errorCode, locale) : null;
  return (
    <>
      <Status kind={KINDS[state]}>{t(`register.importState_${state}`)}</Status>
      {why ? ` ${why.what}${t('common.comma')}${why.next}` : null}
    </>
  );
};

/** What has become of a file of rows. */
export default function RegisterImport() {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { found, notes } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const canKeep = useCan('register.keep');
  const [isUndoing, setUndoing] = useState(false);
  useFollowed(found.state === 'reading');
  const definition = registerOfCode(found.code);
  if (!definition) return null;
  return (
    <div className="lt-page">
      <PageHeader
        title={found.fileName}
        lead={<Lead found={found} />}
        actions={
          <>
            {canKeep && found.state === 'done' && found.enteredRows > 0 ? (
              <Button onClick={() => setUndoing(true)}>{t('register.importUndo')}</Button>
            ) : null}
            <ButtonLink look="primary" to={`/w/${slug}/registers/${found.code}`}>
              {t('register.importToList')}
            </ButtonLink>
          </>
        }
      />
      <FactList
        facts={[
          [t('register.name'), inWords(definition.name, locale)],
          [t('register.importEntered'), formatNumber(found.enteredRows)],
          [t('register.importKnown'), formatNumber(found.knownRows)],
          [t('register.importWrong'), formatNumber(found.wrongRows)],
          [t('register.enteredBy'), `${found.createdByName} ${formatDateTime(found.createdAt, locale)}`],
        ]}
      />
      <DataTable
        name="register-import"
        caption={t('register.importNotes')}
        lead={<h2>{t('register.importNotes')}</h2>}
        columns={columnsOf(definition, t, locale)}
        rows={notes.rows}
        page={notes.page}
        rowKey={(note) => String(note.rowNumber)}
        rowLabel={(note) => t('register.pasteRow', { row: note.rowNumber })}
        empty={<Empty icon="check" title={t('register.importAllEntered')} />}
      />
      <ReasonDrawer
        open={isUndoing}
        onClose={() => setUndoing(false)}
        title={t('register.importUndo')}
        effect={t('register.importUndoText', { n: found.enteredRows })}
        label={t('register.reason')}
        act={t('register.importUndo')}
        onSubmit={async (reason) => {
          const { struck } = await client.register.undoImport.mutate({ importId: found.id, reason });
          toast({ text: t('register.importUndone', { n: struck }) });
          revalidate();
        }}
      />
    </div>
  );
}
