import { useRevalidator } from '@remix-run/react';
import { Form } from 'antd';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspaceClient } from '@/app/lib/workspace';
import type { SheetView } from '@/server/domain/assessment/assessment';
import type { InspectedItemsView } from '@/server/domain/assessment/assessment-exchange';
import { proposedLevel, RATING_LEVELS } from '@/server/domain/assessment/assessment-vocabulary';
import { levelName } from './assessment-labels';

interface DrawerProps {
  sheet: SheetView;
  /** What the answers amount to now. */
  percent: number | null;
  onClose: () => void;
}

const SendScore = ({ sheet, percent, onClose }: DrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = { opinion: t('assessment.opinion') };
  return (
    <FormDrawer<{ opinion?: string }>
      open
      onClose={onClose}
      title={t('assessment.sendScore')}
      submitLabel={t('assessment.sendScore')}
      fieldLabels={labels}
      initialValues={{ opinion: sheet.opinion }}
      onSubmit={async ({ opinion }, idempotencyKey) => {
        const input = { sheetId: sheet.id, rowVersion: sheet.rowVersion, opinion: opinion ?? '' };
        await client.assessment.sendScore.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('assessment.scoreSent') });
        revalidate();
      }}
    >
      <p className="lt-note">{t('assessment.sendScoreEffect', { unit: sheet.subjectName, percent: percent ?? 0 })}</p>
      <FormField name="opinion" label={labels.opinion}>
        <textarea className="lt-input lt-textarea" rows={4} maxLength={2000} />
      </FormField>
    </FormDrawer>
  );
};

const AnswerObjection = ({ sheet, percent, onClose }: DrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = { answer: t('assessment.objectionAnswer') };
  return (
    <FormDrawer<{ answer: string }>
      open
      onClose={onClose}
      title={t('assessment.answerObjection')}
      submitLabel={t('assessment.answerObjection')}
      fieldLabels={labels}
      onSubmit={async ({ answer }, idempotencyKey) => {
        await client.assessment.answerObjection.mutate({ sheetId: sheet.id, answer }, { context: { idempotencyKey } });
        toast({ text: t('assessment.objectionAnswered') });
        revalidate();
      }}
    >
      <p className="lt-note">
        {t('assessment.answerObjectionEffect', { was: sheet.percent ?? 0, percent: percent ?? 0 })}
      </p>
      <FormField name="answer" label={labels.answer} required>
        <textarea className="lt-input lt-textarea" rows={4} maxLength={2000} />
      </FormField>
    </FormDrawer>
  );
};

interface DecideValues {
  isAwarded: 'yes' | 'no';
  level?: string;
  validUntil?: string;
  opinion: string;
}

const LevelFields = ({ kind }: { kind: NonNullable<SheetView['ratingKind']> }) => {
  const t = useText();
  const locale = useLocale();
  return Form.useWatch('isAwarded') === 'yes' ? (
    <>
      <FormField name="level" label={t('rating.level')} required>
        <select className="lt-select">
          <option value="" />
          {RATING_LEVELS[kind].map(({ code }) => (
            <option key={code} value={code}>
              {levelName(kind, code, locale)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="validUntil" label={t('rating.validUntil')} help={t('rating.validUntilHelp')}>
        <input className="lt-input" type="date" />
      </FormField>
    </>
  ) : null;
};

const DecideRating = ({ sheet, percent, onClose }: DrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const kind = sheet.ratingKind ?? 'business';
  const proposed = percent === null ? null : proposedLevel(kind, percent);
  const labels = { level: t('rating.level'), validUntil: t('rating.validUntil'), opinion: t('rating.opinion') };
  return (
    <FormDrawer<DecideValues>
      open
      onClose={onClose}
      title={t('rating.decide')}
      submitLabel={t('rating.decide')}
      fieldLabels={labels}
      initialValues={{ isAwarded: 'yes', level: proposed?.code ?? sheet.targetLevel ?? '' }}
      onSubmit={async ({ isAwarded, level, validUntil, opinion }, idempotencyKey) => {
        const given = isAwarded === 'yes';
        const input = {
          sheetId: sheet.id,
          isAwarded: given,
          level: given ? (level ?? null) : null,
          validUntil: given ? validUntil || null : null,
          opinion,
        };
        const { documentNumber } = await client.rating.decide.mutate(input, { context: { idempotencyKey } });
        toast({
          text: documentNumber ? t('rating.awarded', { number: documentNumber }) : t('rating.notAwarded'),
        });
        revalidate();
      }}
    >
      <p className="lt-note">{t('rating.decideEffect', { unit: sheet.subjectName, percent: percent ?? 0 })}</p>
      <FormField name="isAwarded" label={t('rating.isAwarded')} required>
        <select className="lt-select">
          <option value="yes">{t('rating.isAwarded_yes')}</option>
          <option value="no">{t('rating.isAwarded_no')}</option>
        </select>
      </FormField>
      <LevelFields kind={kind} />
      <FormField name="opinion" label={labels.opinion} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={2000} />
      </FormField>
    </FormDrawer>
  );
};

type Layer = 'send' | 'object' | 'decide' | 'excuse' | 'handUp' | null;

/** What may be done with a sheet as it stands. */
interface ActsProps {
  sheet: SheetView;
  /** What an inspection of the year says of items of this sheet. */
  inspected: InspectedItemsView | null;
  percent: number | null;
  open: number;
}

export const SheetActs = ({ sheet, inspected, percent, open }: ActsProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { act, busy } = useAct();
  const canApprove = useCan('inspection.approve');
  const [layer, setLayer] = useState<Layer>(null);
  const close = () => setLayer(null);
  const isRating = sheet.ratingKind !== null;
  const isOpen = sheet.state === 'open';
  const isWhole = open === 0 && percent !== null;
  const takeOver = () =>
    act(() =>
      client.assessment.takeOverSelf.mutate(
        { sheetId: sheet.id },
        { context: { idempotencyKey: newIdempotencyKey() } },
      ),
    );
  const takeInspection = () =>
    act(() =>
      client.assessment.takeOverInspection.mutate(
        { sheetId: sheet.id },
        { context: { idempotencyKey: newIdempotencyKey() } },
      ),
    );
  const unscored = inspected?.answers.filter(
    ({ itemCode }) => !sheet.answers.some((answer) => answer.itemCode === itemCode),
  ).length;
  const props = { sheet, percent, onClose: close };
  return (
    <>
      {(isOpen || sheet.standing === 'objected') && unscored ? (
        <Button busy={busy} onClick={() => void takeInspection()}>
          {t('assessment.takeInspection', { n: unscored })}
        </Button>
      ) : null}
      {(isOpen || sheet.standing === 'objected') && sheet.self && open > 0 ? (
        <Button busy={busy} onClick={() => void takeOver()}>
          {t('assessment.takeOver', { n: open })}
        </Button>
      ) : null}
      {isOpen && sheet.roundId && !isRating ? (
        <Button onClick={() => setLayer('excuse')}>{t('assessment.excuse')}</Button>
      ) : null}
      {isOpen && sheet.roundId === null ? (
        <Button onClick={() => setLayer('handUp')}>{t('rating.handUp')}</Button>
      ) : null}
      {isOpen && sheet.roundId ? (
        <Button look={isRating ? 'plain' : 'primary'} icon="send" disabled={!isWhole} onClick={() => setLayer('send')}>
          {t('assessment.sendScore')}
        </Button>
      ) : null}
      {sheet.standing === 'objected' ? (
        <Button look="primary" disabled={!isWhole} onClick={() => setLayer('object')}>
          {t('assessment.answerObjection')}
        </Button>
      ) : null}
      {isRating && canApprove && (isOpen || sheet.standing === 'scored') ? (
        <Button look="primary" disabled={!isWhole} onClick={() => setLayer('decide')}>
          {t('rating.decide')}
        </Button>
      ) : null}
      {layer === 'send' ? <SendScore {...props} /> : null}
      {layer === 'object' ? <AnswerObjection {...props} /> : null}
      {layer === 'decide' ? <DecideRating {...props} /> : null}
      <ReasonDrawer
        open={layer === 'excuse'}
        onClose={close}
        title={t('assessment.excuse')}
        effect={t('assessment.excuseEffect')}
        label={t('assessment.excuseReason')}
        act={t('assessment.excuse')}
        onSubmit={async (reason) => {
          await client.assessment.excuse.mutate({ sheetId: sheet.id, reason });
          toast({ text: t('assessment.excused') });
          revalidate();
        }}
      />
      <ReasonDrawer
        open={layer === 'handUp'}
        onClose={close}
        title={t('rating.handUp')}
        effect={t('rating.handUpEffect')}
        label={t('rating.firstOpinion')}
        act={t('rating.handUp')}
        onSubmit={async (opinion, idempotencyKey) => {
          await client.rating.handUp.mutate({ sheetId: sheet.id, opinion }, { context: { idempotencyKey } });
          toast({ text: t('rating.handedUp') });
          revalidate();
        }}
      />
    </>
  );
};
