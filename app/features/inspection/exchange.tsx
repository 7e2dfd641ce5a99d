import { Icon } from '@/app/components/icon';
import { Status } from '@/app/components/status';
import { ProbeFigure } from '@/app/features/checklist/probe-panel';
import { VerdictStatus } from '@/app/features/checklist/verdict-status';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatDateTime } from '@/app/lib/format';
import { useWorkspace } from '@/app/lib/workspace';
import type { AnswerView, AttachmentView } from '@/server/domain/inspection/finding';
import { findProbe } from '@/server/domain/inspection/probes';
import { RectifiedFacts } from './record-difference';

interface AttachmentsProps {
  files: readonly AttachmentView[];
  /** The address of one of them. */
  hrefOf: (file: AttachmentView) => string;
}

/** Photos are shown, papers are named; both open the file. */
export const Attachments = ({ files, hrefOf }: AttachmentsProps) => {
  const t = useText();
  return files.length === 0 ? null : (
    <ul className="lt-attachments" aria-label={t('inspection.attachments')}>
      {files.map((file) => (
        <li key={file.objectId}>
          <a href={`${hrefOf(file)}&inline=1`} target="_blank" rel="noreferrer">
            {file.mediaType.startsWith('image/') ? (
              <img src={`${hrefOf(file)}&inline=1`} alt={file.fileName} loading="lazy" />
            ) : (
              <>
                <Icon name="file" />
                <span>{file.fileName}</span>
              </>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
};

/** What the unit's own records said when it answered. */
const AnswerProbes = ({ probes }: { probes: AnswerView['probes'] }) => {
  const locale = useLocale();
  return probes.length === 0 ? null : (
    <ul>
      {probes.map((probe) => (
        <li key={probe.probeCode}>
          {findProbe(probe.probeCode).name[locale === 'zh-CN' ? 'zh' : 'en']}{' '}
          <VerdictStatus verdict={probe.suggestion} /> <ProbeFigure result={probe} />
        </li>
      ))}
    </ul>
  );
};

/** 整改回复 and 复查意见, as both sides read them. */
export const Exchange = ({ answers }: { answers: readonly Omit<AnswerView, 'findingId'>[] }) => {
  const t = useText();
  const locale = useLocale();
  const { slug } = useWorkspace().tenant;
  return (
    <ol className="lt-exchange">
      {answers.map((answer) => (
        <li key={answer.dispatchId}>
          <p className="lt-2">
            {answer.senderName} {formatDateTime(answer.dispatchedAt, locale)}
          </p>
          <p>{answer.measure}</p>
          <p className="lt-3">{t('inspection.answeredOn', { date: answer.doneOn })}</p>
          {answer.record ? <RectifiedFacts record={answer.record} /> : null}
          <AnswerProbes probes={answer.probes} />
          <Attachments
            files={answer.attachments}
            hrefOf={(file) =>
              downloadPath(slug, 'dispatch.downloadAttachment', {
                dispatchId: answer.dispatchId,
                objectId: file.objectId,
              })
            }
          />
          {answer.verdict ? (
            <p>
              <Status kind={answer.verdict.accepted ? 'done' : 'failed'}>
                {t(answer.verdict.accepted ? 'inspection.verdictAccepted' : 'inspection.verdictReturned')}
              </Status>
              {t('common.colon')}
              {answer.verdict.reason}
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  );
};
