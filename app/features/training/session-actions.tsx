import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { Dialog } from '@/app/components/dialog';
import { useToast } from '@/app/components/toast';
import { EvaluateSession } from '@/app/features/exam/evaluate-session';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';
import type { CourseSessionDetailView } from '@/server/domain/training/course-session';
import { type CourseSessionState, canEditSession, nextSessionStates } from '@/server/domain/training/course-vocabulary';
import { CheckInCode } from './check-in-code';
import { InviteDrawer } from './invite-drawer';
import { SessionFormDrawer } from './session-form-drawer';

type Move = Exclude<CourseSessionState, 'planned'>;
type Layer = { kind: 'edit' | 'invite' | 'code' } | { kind: 'move'; to: Move } | null;

interface SessionActionsProps {
  session: CourseSessionDetailView;
  units: readonly KnownUnitView[];
  courses: readonly { id: string; title: string }[];
}

/** A session as the form shows it. */
const formOf = (session: CourseSessionDetailView) => {
  const { title, kind, mode, organiserKind, hours, heldOn, programme, posts, systemRoles } = session;
  return {
    ...{ title, kind, mode, organiserKind, hours, heldOn, programme, posts, systemRoles },
    place: session.place ?? '',
    speaker: session.speaker ?? '',
    startsAt: session.startsAt ?? '',
    capacity: session.capacity ?? '',
    enrolBy: session.enrolBy ?? '',
    courseId: session.courseId ?? '',
    audience: session.audience ?? '',
  };
};

/** Everything that can be done with a session in its state. */
export const SessionActions = ({ session, units, courses }: SessionActionsProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [layer, setLayer] = useState<Layer>(null);
  const close = () => setLayer(null);
  const moves = nextSessionStates(session.state).filter((to): to is Move => to !== 'planned');
  const isOpen = session.state === 'open';
  const { title, subjectField, rowVersion, id: sessionId } = session;

  const move = async (to: Move) => {
    await client.training.moveSession.mutate({ sessionId, to, rowVersion });
    toast({ text: t(`training.moved_${to}`) });
    revalidate();
  };
  return (
    <>
      {canEditSession(session.state) ? (
        <>
          <Button icon="pen" onClick={() => setLayer({ kind: 'edit' })}>
            {t('training.edit')}
          </Button>
          <Button icon="send" onClick={() => setLayer({ kind: 'invite' })}>
            {t('training.invite')}
          </Button>
        </>
      ) : null}
      {moves.map((to) => (
        <Button key={to} look={to === 'open' ? 'primary' : 'plain'} onClick={() => setLayer({ kind: 'move', to })}>
          {t(`training.move_${to}`)}
        </Button>
      ))}
      {session.state === 'held' && session.invitations.length > 0 ? <EvaluateSession sessionId={sessionId} /> : null}
      {isOpen && session.checkInCode ? (
        <Button look="primary" icon="scan" onClick={() => setLayer({ kind: 'code' })}>
          {t('training.showCode')}
        </Button>
      ) : null}
      <div className="lt-layers">
        <SessionFormDrawer
          open={layer?.kind === 'edit'}
          onClose={close}
          title={t('training.edit')}
          courses={courses}
          initialValues={formOf(session)}
          onSubmit={async (values) => {
            await client.training.updateSession.mutate({ ...values, subjectField, sessionId, rowVersion });
            toast({ text: t('training.updated') });
            revalidate();
          }}
        />
        <InviteDrawer open={layer?.kind === 'invite'} onClose={close} session={session} units={units} />
        <Dialog open={layer?.kind === 'code'} onClose={close} title={title}>
          {session.checkInCode ? <CheckInCode code={session.checkInCode} /> : null}
        </Dialog>
        {layer?.kind === 'move' ? (
          <Confirm
            open
            onClose={close}
            title={t(`training.move_${layer.to}`)}
            effect={t(`training.moveEffect_${layer.to}`)}
            act={t(`training.move_${layer.to}`)}
            onConfirm={() => move(layer.to)}
          />
        ) : null}
      </div>
    </>
  );
};
