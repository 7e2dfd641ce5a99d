import { useRevalidator } from '@remix-run/react';
import { type ReactNode, useState } from 'react';
import { Button } from '@/app/components/button';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatDateTime } from '@/app/lib/format';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { OnsiteRecordView } from '@/server/domain/inspection/onsite';
import { isConflict, standingAnswers } from '@/server/domain/inspection/onsite-vocabulary';

type Answer = OnsiteRecordView['answers'][number];
type Photo = OnsiteRecordView['photos'][number];

const Version = ({ answer, stands }: { answer: Answer; stands: boolean }) => {
  const t = useText();
  const locale = useLocale();
  const amount = answer.value === null ? '' : ` ${answer.value}${answer.outOf === null ? '' : `/${answer.outOf}`}`;
  return (
    <li className={stands ? 'lt-site-version' : 'lt-site-version lt-site-version-old'}>
      <p>
        <strong>
          {answer.verdict ? t(`onsite.verdict_${answer.verdict}`) : t('onsite.unanswered')}
          {amount}
        </strong>
        {answer.severity ? `${t('common.comma')}${t(`inspection.severity_${answer.severity}`)}` : null}
      </p>
      {answer.note ? <p>{answer.note}</p> : null}
      <p className="lt-3">
        {t('onsite.versionBy', { name: answer.madeByName, time: formatDateTime(answer.madeAt, locale) })}
        {t('common.comma')}
        {t(stands ? 'onsite.standing' : 'onsite.replaced')}
      </p>
    </li>
  );
};

/** 作废: the photo stays where it is, struck out, with who said so and why. */
const WithdrawPhoto = ({ inspectionId, photo }: { inspectionId: string; photo: Photo }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button look="text" onClick={() => setAsking(true)}>
        {t('remedy.withdrawPhoto')}
      </Button>
      <ReasonDrawer
        open={asking}
        onClose={() => setAsking(false)}
        title={t('remedy.withdrawPhoto')}
        effect={t('remedy.withdrawPhotoEffect')}
        label={t('remedy.withdrawReason')}
        act={t('remedy.withdrawPhoto')}
        onSubmit={async (reason) => {
          await client.onsite.withdrawPhoto.mutate({ inspectionId, photoId: photo.id, reason });
          toast({ text: t('remedy.photoWithdrawn') });
          revalidate();
        }}
      />
    </>
  );
};

interface SitePhotoProps {
  slug: string;
  inspectionId: string;
  photo: Photo;
  mayWrite: boolean;
}

const SitePhoto = ({ slug, inspectionId, photo, mayWrite }: SitePhotoProps) => {
  const t = useText();
  const locale = useLocale();
  const path = `${downloadPath(slug, 'onsite.downloadPhoto', { inspectionId, photoId: photo.id })}&inline=1`;
  const facts = [
    photo.madeByName,
    formatDateTime(photo.takenAt, locale),
    photo.latitude === null || photo.longitude === null
      ? t('onsite.placeOff')
      : t('onsite.photoPlace', {
          latitude: photo.latitude.toFixed(5),
          longitude: photo.longitude.toFixed(5),
          metres: photo.accuracyMetres ?? 0,
        }),
    ...(photo.wasReduced ? [t('onsite.photoReduced')] : []),
  ];
  return (
    <figure className={photo.withdrawnAt ? 'lt-site-figure lt-site-figure-withdrawn' : 'lt-site-figure'}>
      <a href={path} target="_blank" rel="noreferrer">
        <img src={path} alt={photo.fileName} loading="lazy" />
      </a>
      <figcaption className="lt-3">
        {facts.join(t('common.comma'))}
        {photo.withdrawnAt ? (
          <strong className="lt-site-withdrawn">
            {t('remedy.withdrawnBy', {
              name: photo.withdrawnByName ?? '',
              time: formatDateTime(photo.withdrawnAt, locale),
              reason: photo.withdrawnReason ?? '',
            })}
          </strong>
        ) : null}
      </figcaption>
      {mayWrite && !photo.withdrawnAt ? <WithdrawPhoto inspectionId={inspectionId} photo={photo} /> : null}
    </figure>
  );
};

interface RecordItemProps {
  slug: string;
  record: OnsiteRecordView;
  code: string;
  /** The inspectors themselves, while the inspection runs. */
  mayWrite: boolean;
  children?: ReactNode;
}

/** One item: what stands, what was replaced, both of what differs, and the photos. */
export const RecordItem = ({ slug, record, code, mayWrite, children }: RecordItemProps) => {
  const t = useText();
  const locale = useLocale();
  const answers = record.answers.filter((answer) => answer.itemCode === code);
  const photos = record.photos.filter((photo) => photo.itemCode === code);
  const item = record.items.find((one) => one.code === code);
  const standing = standingAnswers(answers);
  if (!item || answers.length + photos.length === 0) return null;
  return (
    <section className="lt-site-record" aria-label={code}>
      <h2>
        {code} {locale === 'en' ? item.en : item.zh}
      </h2>
      {isConflict(standing) ? <p className="lt-note lt-note-attention">{t('onsite.conflictTitle')}</p> : null}
      <ul>
        {[...answers].reverse().map((answer) => (
          <Version key={answer.id} answer={answer} stands={standing.some(({ id }) => id === answer.id)} />
        ))}
      </ul>
      <div className="lt-site-figures">
        {photos.map((photo) => (
          <SitePhoto key={photo.id} slug={slug} inspectionId={record.inspectionId} photo={photo} mayWrite={mayWrite} />
        ))}
      </div>
      {children}
    </section>
  );
};

/** 签字 and refusals, each with the digest of what was frozen with it. */
export const Signatures = ({ slug, record }: { slug: string; record: OnsiteRecordView }) => {
  const t = useText();
  const locale = useLocale();
  const { inspectionId } = record;
  if (record.signatures.length === 0) return null;
  return (
    <section className="lt-site-record" aria-label={t('onsite.signTitle')}>
      <h2>{t('onsite.signTitle')}</h2>
      <ul>
        {record.signatures.map((one) => (
          <li key={one.id} className="lt-site-version">
            <p>
              {t(one.kind === 'signed' ? 'onsite.signedBy' : 'onsite.refusedBy', {
                name: one.personName,
                post: one.personPost,
                time: formatDateTime(one.signedAt, locale),
              })}
            </p>
            {one.reason ? (
              <p>
                {one.reason}
                {t('common.comma')}
                {t('onsite.witnessIs', { name: one.witnessName ?? '' })}
              </p>
            ) : null}
            {one.kind === 'signed' ? (
              <img
                className="lt-site-drawing"
                src={`${downloadPath(slug, 'onsite.downloadSignature', { inspectionId, signatureId: one.id })}&inline=1`}
                alt={one.personName}
              />
            ) : null}
            <p className="lt-3">SHA-256 {one.statementSha256}</p>
          </li>
        ))}
      </ul>
    </section>
  );
};
