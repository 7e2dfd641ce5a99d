import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PhotoInput } from '@/app/components/photo-input';
import { Status, type StatusKind } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { Attachments } from '@/app/features/inspection/exchange';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import type { UploadedFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { VisitNoticeView, VisitView } from '@/server/domain/assessment/assessment-exchange';
import { Paragraphs } from './paragraphs';

interface Values {
  visitedOn: string;
  team: string;
  receivedBy?: string;
  notes: string;
  photos?: UploadedFile[];
}

const MOST_PHOTOS = 20;
const NOTICE_STATUS: Record<VisitNoticeView['state'], StatusKind> = { open: 'live', held: 'done', replaced: 'none' };

interface DrawerProps {
  sheetId: string;
  /** What was announced, to begin with. */
  announced?: VisitNoticeView | undefined;
  onClose: () => void;
}

const VisitDrawer = ({ sheetId, announced, onClose }: DrawerProps) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { revalidate } = useRevalidator();
  const labels = {
    visitedOn: t('assessment.visitedOn'),
    team: t('assessment.visitTeam'),
    receivedBy: t('assessment.visitReceivedBy'),
    notes: t('assessment.visitNotes'),
  };
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={t('assessment.addVisit')}
      fieldLabels={labels}
      initialValues={{ visitedOn: today, photos: [], ...(announced ? { team: announced.team } : {}) }}
      onSubmit={async ({ receivedBy, photos = [], ...values }, idempotencyKey) => {
        const photoObjectIds = photos.map((photo) => photo.id);
        const input = { ...values, sheetId, receivedBy: receivedBy ?? '', photoObjectIds };
        await client.assessment.addVisit.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('assessment.visitAdded') });
        revalidate();
      }}
    >
      <p className="lt-note">{t('assessment.visitEffect')}</p>
      <FormField name="visitedOn" label={labels.visitedOn} required>
        <input className="lt-input" type="date" max={today} />
      </FormField>
      <FormField name="team" label={labels.team} required>
        <input className="lt-input" maxLength={200} />
      </FormField>
      <FormField name="receivedBy" label={labels.receivedBy}>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="notes" label={labels.notes} required>
        <textarea className="lt-input lt-textarea" rows={6} maxLength={4000} />
      </FormField>
      <FormField name="photos" label={t('assessment.visitPhotos')} group>
        <PhotoInput slug={slug} label={t('assessment.visitPhotos')} most={MOST_PHOTOS} />
      </FormField>
    </FormDrawer>
  );
};

interface NoticeValues {
  visitOn: string;
  team: string;
  prepare: string;
  contact?: string;
}

const NoticeDrawer = ({ sheetId, announced, onClose }: DrawerProps) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = {
    visitOn: t('assessment.visitOn'),
    team: t('assessment.visitTeam'),
    prepare: t('assessment.visitPrepare'),
    contact: t('assessment.visitContact'),
  };
  return (
    <FormDrawer<NoticeValues>
      open
      onClose={onClose}
      title={t('assessment.announceVisit')}
      fieldLabels={labels}
      initialValues={
        announced
          ? { ...announced, contact: announced.contact ?? '' }
          : { visitOn: today, prepare: t('assessment.visitPrepareUsual') }
      }
      onSubmit={async ({ contact = '', visitOn, team, prepare }, idempotencyKey) => {
        const input = { sheetId, visitOn, team, prepare, contact };
        await client.assessment.announceVisit.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('assessment.visitAnnounced') });
        revalidate();
      }}
    >
      <p className="lt-note">{t(announced ? 'assessment.announceAgain' : 'assessment.announceEffect')}</p>
      <FormField name="visitOn" label={labels.visitOn} required>
        <input className="lt-input" type="date" min={today} />
      </FormField>
      <FormField name="team" label={labels.team} required>
        <input className="lt-input" maxLength={200} />
      </FormField>
      <FormField name="prepare" label={labels.prepare} required>
        <textarea className="lt-input lt-textarea" rows={4} maxLength={1000} />
      </FormField>
      <FormField name="contact" label={labels.contact}>
        <input className="lt-input" maxLength={100} />
      </FormField>
    </FormDrawer>
  );
};

const Notices = ({ notices }: { notices: readonly VisitNoticeView[] }) => {
  const t = useText();
  return (
    <>
      {notices.map((notice) => (
        <p key={notice.id}>
          <Status kind={NOTICE_STATUS[notice.state]}>{t(`assessment.notice_${notice.state}`)}</Status>{' '}
          <span className="lt-strong lt-num">{notice.visitOn}</span> {notice.team}{' '}
          <span className="lt-3">
            {t(notice.acknowledgedAt === null ? 'assessment.noticeUnread' : 'assessment.noticeRead')}
          </span>
        </p>
      ))}
    </>
  );
};

interface VisitsProps {
  sheetId: string;
  visits: VisitView[];
  notices: VisitNoticeView[];
  mayAdd: boolean;
}

/** 现场考核 of one sheet: what the unit was told, who went, when, what was seen. */
export const Visits = ({ sheetId, visits, notices, mayAdd }: VisitsProps) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const [open, setOpen] = useState<'visit' | 'notice' | null>(null);
  const announced = notices.find((notice) => notice.state === 'open');
  if (visits.length + notices.length === 0 && !mayAdd) return null;
  return (
    <section className="lt-section" aria-label={t('assessment.visits')}>
      <div className="lt-section-head">
        <h2 className="lt-grow">{t('assessment.visits')}</h2>
        {mayAdd ? (
          <>
            <Button icon="send" onClick={() => setOpen('notice')}>
              {t(announced ? 'assessment.announceAgainAct' : 'assessment.announceVisit')}
            </Button>
            <Button icon="plus" onClick={() => setOpen('visit')}>
              {t('assessment.addVisit')}
            </Button>
          </>
        ) : null}
      </div>
      <Notices notices={notices} />
      {visits.map((visit) => (
        <div key={visit.id}>
          <p>
            <span className="lt-strong lt-num">{visit.visitedOn}</span> {visit.team}{' '}
            <span className="lt-3">
              {visit.receivedBy ? t('assessment.visitReceived', { name: visit.receivedBy }) : null}
            </span>
          </p>
          <Paragraphs text={visit.notes} />
          {visit.photos.length > 0 ? (
            <Attachments
              files={visit.photos}
              hrefOf={({ objectId }) =>
                downloadPath(slug, 'assessment.downloadVisitPhoto', { sheetId, visitId: visit.id, objectId })
              }
            />
          ) : null}
        </div>
      ))}
      {open === 'visit' ? <VisitDrawer sheetId={sheetId} announced={announced} onClose={() => setOpen(null)} /> : null}
      {open === 'notice' ? (
        <NoticeDrawer sheetId={sheetId} announced={announced} onClose={() => setOpen(null)} />
      ) : null}
    </section>
  );
};
