import { useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { Menu } from '@/app/components/menu';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { useAct } from '@/app/lib/use-act';
import { useNewAsked } from '@/app/lib/use-new-asked';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ReportView } from '@/server/domain/report/report';
import { ApproveSummary } from './approve-summary';

interface HeadValues {
  title: string;
  addressee?: string;
  signedOn?: string;
  cutOff?: string;
}

const HeadDrawer = ({ report, onClose }: { report: ReportView; onClose: () => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act } = useAct();
  return (
    <FormDrawer<HeadValues>
      open
      onClose={onClose}
      title={t('report.headTitle')}
      initialValues={{
        title: report.title,
        addressee: report.addressee ?? '',
        signedOn: report.signedOn ?? '',
        cutOff: report.cutOff ?? '',
      }}
      onSubmit={async ({ title, addressee, signedOn, cutOff }) => {
        await client.report.saveHead.mutate({
          reportId: report.id,
          rowVersion: report.rowVersion,
          title,
          addressee,
          signedOn: signedOn || null,
          cutOff: cutOff || null,
        });
        await act(async () => undefined, { done: t('report.headSaved') });
      }}
    >
      <FormField name="title" label={t('report.name')} required>
        <input className="lt-input" maxLength={120} />
      </FormField>
      <FormField name="addressee" label={t('report.addressee')}>
        <input className="lt-input" maxLength={120} />
      </FormField>
      <FormField name="signedOn" label={t('report.signedOn')} help={t('report.signedOnHelp')}>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="cutOff" label={t('report.cutOff')} help={t('report.cutOffHelp')}>
        <input className="lt-input" type="date" min={`${report.year}-01-01`} max={`${report.year}-12-31`} />
      </FormField>
    </FormDrawer>
  );
};

/** Word and PDF, with or without the table of figures. */
const ExportMenu = ({ reportId }: { reportId: string }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const to = (format: 'docx' | 'pdf', withFigures: boolean) =>
    downloadPath(slug, 'report.downloadReport', { reportId, format, withFigures });
  return (
    <Menu face={t('report.export')} className="lt-btn">
      <a className="lt-menu-item" href={to('docx', true)}>
        {t('report.exportWord')}
      </a>
      <a className="lt-menu-item" href={to('docx', false)}>
        {t('report.exportPlainWord')}
      </a>
      <a className="lt-menu-item" href={to('pdf', true)}>
        {t('report.exportPdf')}
      </a>
    </Menu>
  );
};

type Layer = 'head' | 'submit' | 'approve' | 'return' | 'reopen' | null;

/** What can be done with the report as it stands. */
export const ReportActions = ({ report }: { report: ReportView }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { act } = useAct();
  const [canWrite, canApprove] = [useCan('report.write'), useCan('report.approve')];
  const [layer, setLayer] = useState<Layer>(null);
  const close = () => setLayer(null);
  const { id: reportId, rowVersion, state } = report;
  const n = report.figures.length;
  const isDecider = canApprove && state === 'submitted' && !report.isOwn;
  // From the to-do: the summary comes first, and the text is read behind it by who wants to.
  useNewAsked(isDecider, () => setLayer('approve'), 'decide');
  const done = (text: string) => act(async () => undefined, { done: text });
  return (
    <>
      <ButtonLink to={`/w/${slug}/reports/${reportId}/versions`}>{t('report.versions')}</ButtonLink>
      <ExportMenu reportId={reportId} />
      {canWrite && state === 'draft' ? (
        <>
          <Button onClick={() => setLayer('head')}>{t('report.head')}</Button>
          <Button look="primary" icon="send" onClick={() => setLayer('submit')}>
            {t('report.submit')}
          </Button>
        </>
      ) : null}
      {isDecider ? (
        <>
          <Button onClick={() => setLayer('return')}>{t('report.return')}</Button>
          <Button look="primary" icon="check" onClick={() => setLayer('approve')}>
            {t('report.approve')}
          </Button>
        </>
      ) : null}
      {canApprove && state === 'frozen' ? (
        <Button onClick={() => setLayer('reopen')}>{t('report.reopen')}</Button>
      ) : null}
      {layer === 'head' ? <HeadDrawer report={report} onClose={close} /> : null}
      <Confirm
        open={layer === 'submit'}
        onClose={close}
        title={t('report.submit')}
        effect={t('report.submitEffect', { n })}
        act={t('report.submit')}
        onConfirm={async () => {
          await client.report.submit.mutate({ reportId, rowVersion });
          await done(t('report.submitted'));
        }}
      />
      <Confirm
        open={layer === 'approve'}
        onClose={close}
        title={t('report.approve')}
        effect={<ApproveSummary report={report} />}
        act={t('report.approve')}
        onConfirm={async () => {
          await client.report.decide.mutate({ reportId, rowVersion, decision: 'approve' });
          await done(t('report.approved'));
        }}
      />
      <ReasonDrawer
        open={layer === 'return'}
        onClose={close}
        title={t('report.return')}
        effect={t('report.returnEffect')}
        label={t('report.returnReason')}
        act={t('report.return')}
        onSubmit={async (reason) => {
          await client.report.decide.mutate({ reportId, rowVersion, decision: 'return', reason });
          await done(t('report.returned'));
        }}
      />
      <ReasonDrawer
        open={layer === 'reopen'}
        onClose={close}
        title={t('report.reopen')}
        effect={t('report.reopenEffect')}
        label={t('report.reopenReason')}
        act={t('report.reopen')}
        onSubmit={async (reason) => {
          await client.report.reopen.mutate({ reportId, rowVersion, reason });
          await done(t('report.reopened'));
        }}
      />
    </>
  );
};
