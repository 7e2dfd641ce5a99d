import { Link } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { Dialog } from '@/app/components/dialog';
import { FactList } from '@/app/components/fact-list';
import { Icon } from '@/app/components/icon';
import { Status } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { useWorkspace } from '@/app/lib/workspace';
import type { VisitDetail } from '@/server/domain/use/reading-visit';
import { VISIT_STATUS } from './visit-labels';

interface VisitDialogProps {
  visit: VisitDetail;
  onClose: () => void;
  canChange: boolean;
  onCorrect: () => void;
  onVoid: () => void;
  onEffect: () => void;
}

const factsOf = (visit: VisitDetail, t: Translate) =>
  [
    [t('use.visitedOn'), visit.visitedOn],
    [t('use.visitorName'), visit.visitorName],
    [t('use.visitorKind'), visit.visitorKind && t(`use.kind_${visit.visitorKind}`)],
    [t('use.visitorUnit'), visit.visitorUnit],
    [t('use.ageGroup'), visit.ageGroup && t(`use.age_${visit.ageGroup}`)],
    [
      t('use.paper'),
      visit.reader?.idKind && visit.reader.idTail
        ? `${t(`use.id_${visit.reader.idKind}`)} ****${visit.reader.idTail}`
        : null,
    ],
    [t('use.contact'), visit.reader?.contact],
    [t('use.visitsOfReader'), visit.reader ? formatNumber(visit.reader.visits) : null],
    [t('use.personCount'), formatNumber(visit.personCount)],
    [t('use.channel'), t(`use.channel_${visit.channel}`)],
    [t('use.purpose'), t(`use.purpose_${visit.purpose}`)],
    [t('use.services'), visit.services.map((service) => t(`use.service_${service}`)).join('、')],
    [t('use.subject'), visit.subject],
    [t('use.volumeCount'), formatNumber(visit.volumeCount)],
    [t('use.itemCount'), formatNumber(visit.itemCount)],
    [t('use.copiedPages'), formatNumber(visit.copiedPages)],
    [t('use.result'), t(`use.result_${visit.result}`)],
    [t('use.sought'), visit.sought],
    [t('use.approver'), visit.approvedByName],
    [t('use.approvalNote'), visit.approvalNote],
    [t('use.effectAskOn'), visit.effectAskOn],
    [t('use.handlerName'), visit.handlerName],
  ] as const;

const Lines = ({ visit, base, t }: { visit: VisitDetail; base: string; t: Translate }) =>
  visit.lines.length === 0 ? null : (
    <section>
      <h3>{t('use.lines')}</h3>
      <ul className="lt-desk-given">
        {visit.lines.map((line) => (
          <li key={line.id}>
            {line.itemId ? <Link to={`${base}/archives/${line.itemId}`}>{line.referenceCode}</Link> : null}
            <span>{line.title}</span>
            <span className="lt-3">
              {line.state === 'refused' ? t('use.notGiven') : t(`use.unit_${line.unit}`)} ·{' '}
              {t(`use.basis_${line.basis}`)}
              {line.pages === null ? '' : ` · ${t('use.copied', { pages: line.pages, copies: line.copies ?? 1 })}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );

/** One line of the register in full. */
export const VisitDialog = ({ visit, onClose, canChange, onCorrect, onVoid, onEffect }: VisitDialogProps) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const foot = (
    <>
      <a className="lt-btn" href={downloadPath(slug, 'use.downloadVisitForm', { visitId: visit.id })} download>
        <Icon name="print" />
        <span>{t('use.printVisit')}</span>
      </a>
      {canChange && visit.state !== 'void' ? (
        <>
          <Button onClick={onVoid}>{t('use.void')}</Button>
          <Button onClick={onEffect}>{t('use.noteEffect')}</Button>
          <Button look="primary" icon="pen" onClick={onCorrect}>
            {t('use.correct')}
          </Button>
        </>
      ) : null}
    </>
  );
  return (
    <Dialog open onClose={onClose} title={t('use.detail')} place="right" foot={foot}>
      <p>
        <Status kind={VISIT_STATUS[visit.state]}>{t(`use.state_${visit.state}`)}</Status>
      </p>
      <FactList facts={factsOf(visit, t)} />
      <Lines visit={visit} base={`/w/${slug}`} t={t} />
      {visit.effects.length > 0 ? (
        <section>
          <h3>{t('use.effects')}</h3>
          <ul className="lt-desk-given">
            {visit.effects.map((effect) => (
              <li key={effect.id}>
                <span className="lt-3">{effect.notedOn}</span> <span>{effect.description}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </Dialog>
  );
};
