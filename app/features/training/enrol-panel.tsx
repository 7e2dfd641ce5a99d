import { useRevalidator } from '@remix-run/react';
import { Checkbox } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { Dialog } from '@/app/components/dialog';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { InvitationView } from '@/server/domain/training/course-attendance';
import { TRAINEE_POSTS, type TraineePost } from '@/server/domain/training/course-vocabulary';
import type { CandidateView, OwnEnrolmentView } from '@/server/domain/training/enrolment';
import { namesIn } from './names-in';
import { TURNOUT_STATUS } from './session-tables';

interface EnrolValues {
  chosen: string[];
  others: string;
  otherPost: TraineePost;
}

/** Whom the course is for stands first; the others can be sent too. */
const fitting = (candidates: readonly CandidateView[], posts: readonly TraineePost[]): CandidateView[] =>
  [...candidates].sort((a, b) => Number(posts.includes(b.post)) - Number(posts.includes(a.post)));

/** 报名: the unit's own people, ticked or typed. */
const EnrolDrawer = (props: {
  invitation: InvitationView;
  candidates: readonly CandidateView[];
  onClose: () => void;
}) => {
  const { invitation, candidates, onClose } = props;
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const postOf = new Map(candidates.map((one) => [one.personName, one.post]));
  return (
    <FormDrawer<EnrolValues>
      open
      onClose={onClose}
      title={`${t('training.enrolTitle')}${t('common.colon')}${invitation.title}`}
      submitLabel={t('training.enrol')}
      initialValues={{ chosen: [], others: '', otherPost: invitation.posts[0] ?? 'part_time' }}
      onSubmit={async ({ chosen, others, otherPost }, idempotencyKey) => {
        const ticked = chosen.map((personName) => ({ personName, post: postOf.get(personName) ?? otherPost }));
        const typed = namesIn(others ?? '').map((personName) => ({ personName, post: otherPost }));
        const input = { invitationId: invitation.id, people: [...ticked, ...typed] };
        const { enrolled, ...rest } = await client.enrolment.enrol.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('training.enrolled', { n: enrolled, ...rest }) });
        revalidate();
      }}
    >
      <p className="lt-2">{t('training.enrolHelp')}</p>
      {candidates.length > 0 ? (
        <FormField name="chosen" label={t('training.enrolPeople')} group>
          <Checkbox.Group
            className="lt-check-column"
            options={fitting(candidates, invitation.posts).map(({ personName, post }) => ({
              value: personName,
              label: `${personName} · ${t(`hours.post_${post}`)}`,
            }))}
          />
        </FormField>
      ) : null}
      <FormField name="others" label={t('training.enrolOther')} help={t('training.enrolOtherHelp')}>
        <textarea className="lt-input lt-textarea" rows={4} />
      </FormField>
      <FormField name="otherPost" label={t('training.enrolOtherPost')} required>
        <select className="lt-select">
          {TRAINEE_POSTS.map((post) => (
            <option key={post} value={post}>
              {t(`hours.post_${post}`)}
            </option>
          ))}
        </select>
      </FormField>
    </FormDrawer>
  );
};

type Act = { kind: 'withdraw' | 'leave'; row: OwnEnrolmentView };

interface OwnPersonProps {
  row: OwnEnrolmentView;
  invitation: InvitationView;
  onAct: (kind: Act['kind']) => void;
}

const OwnPerson = ({ row, invitation, onAct }: OwnPersonProps) => {
  const t = useText();
  const isIn = row.turnout === 'place' || row.turnout === 'waiting';
  return (
    <li className="lt-row">
      <span className="lt-grow">
        {row.personName} · {t(`hours.post_${row.post}`)}
      </span>
      <Status kind={TURNOUT_STATUS[row.turnout]}>
        {t(`training.turnout_${row.turnout}`)}
        {row.turnout === 'waiting' && row.place ? ` ${t('training.placeNumber', { n: row.place })}` : null}
      </Status>
      {isIn && !invitation.isOver ? (
        <Button look="text" onClick={() => onAct('leave')}>
          {t('training.askLeave')}
        </Button>
      ) : null}
      {isIn && invitation.canEnrol ? (
        <Button look="text" onClick={() => onAct('withdraw')}>
          {t('training.withdraw')}
        </Button>
      ) : null}
    </li>
  );
};

/** 本单位报名名单 of one invitation. */
const OwnPeople = ({ invitation, onClose }: { invitation: InvitationView; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [rows, setRows] = useState<OwnEnrolmentView[] | null>(null);
  const [act, setAct] = useState<Act | null>(null);
  const read = useCallback(async () => {
    setRows(await client.enrolment.own.query({ invitationId: invitation.id }).catch(() => []));
  }, [client, invitation.id]);
  useEffect(() => void read(), [read]);
  const done = async (text: string) => {
    toast({ text });
    setAct(null);
    await read();
    revalidate();
  };
  return (
    <Dialog open onClose={onClose} title={t('training.ownPeople')}>
      {rows?.length === 0 ? <p>{t('training.ownPeopleEmpty')}</p> : null}
      <ul className="lt-own-people">
        {(rows ?? []).map((row) => (
          <OwnPerson key={row.id} row={row} invitation={invitation} onAct={(kind) => setAct({ kind, row })} />
        ))}
      </ul>
      <Confirm
        open={act?.kind === 'withdraw'}
        onClose={() => setAct(null)}
        title={`${t('training.withdraw')}${t('common.colon')}${act?.row.personName ?? ''}`}
        effect={t('training.withdrawEffect')}
        act={t('training.withdraw')}
        onConfirm={async () => {
          const { id: enrolmentId = '', rowVersion = 0 } = act?.row ?? {};
          await client.enrolment.withdraw.mutate({ enrolmentId, rowVersion });
          await done(t('training.withdrawn'));
        }}
      />
      <ReasonDrawer
        open={act?.kind === 'leave'}
        onClose={() => setAct(null)}
        title={`${t('training.askLeave')}${t('common.colon')}${act?.row.personName ?? ''}`}
        effect={t('training.askLeaveEffect')}
        label={t('training.reason')}
        act={t('training.askLeave')}
        onSubmit={async (reason) => {
          const { id: enrolmentId = '', rowVersion = 0 } = act?.row ?? {};
          await client.enrolment.askLeave.mutate({ enrolmentId, rowVersion, reason });
          await done(t('training.leaveAsked'));
        }}
      />
    </Dialog>
  );
};

/** What a unit can do about an invitation beside checking in. */
export const EnrolPanel = ({
  invitation,
  candidates,
}: {
  invitation: InvitationView;
  candidates: readonly CandidateView[];
}) => {
  const t = useText();
  const [layer, setLayer] = useState<'enrol' | 'people' | null>(null);
  const { enrolled, waitingCount, canEnrol, isOver } = invitation;
  const named = enrolled + waitingCount;
  return (
    <div className="lt-row">
      {named > 0 ? (
        <>
          <span className="lt-2">
            {t('training.enrolledCount', { n: enrolled })}
            {waitingCount > 0 ? `，${t('training.waitingCount', { n: waitingCount })}` : null}
          </span>
          <Button look="text" onClick={() => setLayer('people')}>
            {t('training.seePeople')}
          </Button>
        </>
      ) : null}
      {canEnrol ? (
        <Button look={named > 0 ? 'plain' : 'primary'} icon="plus" onClick={() => setLayer('enrol')}>
          {t('training.enrol')}
        </Button>
      ) : isOver ? null : (
        <span className="lt-3">{t('training.enrolClosed')}</span>
      )}
      {layer === 'enrol' ? (
        <EnrolDrawer invitation={invitation} candidates={candidates} onClose={() => setLayer(null)} />
      ) : null}
      {layer === 'people' ? <OwnPeople invitation={invitation} onClose={() => setLayer(null)} /> : null}
    </div>
  );
};
