import { Link } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { Dialog } from '@/app/components/dialog';
import { Status } from '@/app/components/status';
import { categoryName } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { labelOf } from '@/app/i18n/label-of';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDateTime } from '@/app/lib/format';
import { useWorkspace } from '@/app/lib/workspace';
import type { HandedDetail } from '@/server/domain/filing/handed-document';
import { HandedStatus } from './filing-labels';

interface HandedDialogProps {
  document: HandedDetail;
  onClose: () => void;
  /** For the archivist who decides; a department only looks. */
  decide?: { onAccept: () => void; onReturn: () => void };
}

const useFacts = (document: HandedDetail) => {
  const t = useText();
  const categories = useCategories();
  return [
    [t('filing.department'), document.departmentName],
    [
      t('filing.kind'),
      document.planKind ?? (document.isOffList ? t('filing.offListOnly') : t('filing.handInLineNone')),
    ],
    [t('filing.field_originNote'), document.originNote],
    [t('filing.year'), String(document.filingYear)],
    [t('filing.category'), categoryName(document.categoryCode, categories)],
    [t('filing.field_documentNumber'), document.documentNumber],
    [t('filing.field_responsibleParty'), document.responsibleParty],
    [t('filing.field_documentDate'), document.documentDate],
    [t('filing.field_pageCount'), document.pageCount === null ? null : String(document.pageCount)],
    [t('filing.field_remarks'), document.remarks],
    [t('filing.handedBy'), document.handedByName],
    [t('filing.decidedBy'), document.decidedByName],
    [t('filing.referenceCode'), document.referenceCode],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]));
};

const SHOWN: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp']);

/** A scan or a photo is looked at where it is decided on; other files are opened in their own program. */
const Picture = ({ document }: { document: HandedDetail }) => {
  const { slug } = useWorkspace().tenant;
  const { file, id } = document;
  if (!file || !SHOWN.has(file.mediaType)) return null;
  const src = `${downloadPath(slug, 'filing.downloadDocument', { id })}&inline=1`;
  return <img className="lt-handed-picture" src={src} alt={file.fileName} />;
};

/** One document with its file and what happened to it. */
export const HandedDialog = ({ document, onClose, decide }: HandedDialogProps) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const facts = useFacts(document);
  const foot =
    decide && document.state === 'submitted' ? (
      <>
        <Button onClick={decide.onReturn}>{t('filing.return')}</Button>
        <Button look="primary" icon="check" onClick={decide.onAccept}>
          {t('filing.accept')}
        </Button>
      </>
    ) : undefined;
  return (
    <Dialog open onClose={onClose} title={document.title} place="right" foot={foot}>
      <p className="lt-wrap">
        <HandedStatus state={document.state} />
        {document.hasTwin ? <Status kind="attention">{t('filing.twin')}</Status> : null}
        {document.file ? (
          <a href={downloadPath(slug, 'filing.downloadDocument', { id: document.id })} download>
            {document.file.fileName}
          </a>
        ) : (
          <span className="lt-3">{t('filing.noFile')}</span>
        )}
        {document.itemId ? <Link to={`/w/${slug}/archives/${document.itemId}`}>{t('filing.openRecord')}</Link> : null}
      </p>
      <dl className="lt-facts">
        {facts.map(([label, value]) => (
          <div key={label} className="lt-fact">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Picture document={document} />
      <h3>{t('filing.history')}</h3>
      <ol className="lt-history">
        {document.history.map((event) => (
          <li key={event.id}>
            <span className="lt-3">{formatIsoDateTime(event.at)}</span> {event.actorName}{' '}
            {labelOf(t, 'act', event.action)}
            {event.reasons.map((reason) => (
              <p key={reason.field} className="lt-2">
                {t(`filing.field_${reason.field}`)}
                {t('common.colon')}
                {reason.reason}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </Dialog>
  );
};
