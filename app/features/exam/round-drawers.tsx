import { useRevalidator } from '@remix-run/react';
import { Checkbox } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ContestRoundView, RoundCutView, RoundResultView } from '@/server/domain/exam/contest-round';
import { AWARDS, type Award } from '@/server/domain/exam/exam-vocabulary';

/** 录成绩 of the people on the page. */
export const ScoreDrawer = (props: { roundId: string; rows: readonly RoundResultView[]; onClose: () => void }) => {
  const { roundId, rows, onClose } = props;
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labelOf = (row: RoundResultView) => `${row.entrantName}（${row.unitName}）`;
  return (
    <FormDrawer<Record<string, string | number | undefined>>
      open
      onClose={onClose}
      title={t('exam.scoreRound')}
      fieldLabels={Object.fromEntries(rows.map((row) => [row.entryId, labelOf(row)]))}
      initialValues={Object.fromEntries(rows.map((row) => [row.entryId, row.score ?? '']))}
      onSubmit={async (values) => {
        const scores = rows.map(({ entryId }) => {
          const typed = values[entryId];
          return { entryId, score: typed === undefined || typed === '' ? null : Number(typed) };
        });
        await client.contest.scoreRound.mutate({ roundId, scores });
        toast({ text: t('exam.scored') });
        revalidate();
      }}
    >
      <p className="lt-note">{t('exam.scoreRoundHelp')}</p>
      {rows.map((row) => (
        <FormField key={row.entryId} name={row.entryId} label={labelOf(row)}>
          <input className="lt-input" type="number" min={0} max={100_000} step={0.1} inputMode="decimal" />
        </FormField>
      ))}
    </FormDrawer>
  );
};

interface CloseValues extends Record<Award, string | number> {
  tied?: string[];
}

/** 结束本轮: who of the tied goes on, or how many of each award. */
export const CloseRoundDrawer = (props: { round: ContestRoundView; cut: RoundCutView; onClose: () => void }) => {
  const { round, cut, onClose } = props;
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const isFinal = round.advances === null;
  return (
    <FormDrawer<CloseValues>
      open
      onClose={onClose}
      title={t('exam.closeRound')}
      submitLabel={t('exam.closeRound')}
      initialValues={{ first: 1, second: 2, third: 3, merit: 5, tied: [] }}
      onSubmit={async ({ tied, ...places }) => {
        const said = await client.contest.closeRound.mutate({
          roundId: round.id,
          rowVersion: round.rowVersion,
          tied: cut.tied.length > 0 ? (tied ?? []) : undefined,
          awards: isFinal
            ? {
                first: Number(places.first),
                second: Number(places.second),
                third: Number(places.third),
                merit: Number(places.merit),
              }
            : undefined,
        });
        toast({ text: t('exam.roundClosedNow', said) });
        revalidate();
      }}
    >
      <p className="lt-note">{t('exam.closeRoundEffect')}</p>
      {cut.unscored > 0 ? <p className="lt-note">{t('exam.closeRoundUnscored', { n: cut.unscored })}</p> : null}
      {cut.tied.length > 0 ? (
        <FormField
          name="tied"
          label={t('exam.closeRoundTiedLabel')}
          help={t('exam.closeRoundTied', { n: cut.places })}
          group
        >
          <Checkbox.Group
            options={cut.tied.map(({ entryId, entrantName, unitName, score }) => ({
              value: entryId,
              label: `${entrantName}（${unitName}，${score}）`,
            }))}
          />
        </FormField>
      ) : null}
      {isFinal
        ? AWARDS.map((award) => (
            <FormField key={award} name={award} label={t(`exam.award_${award}`)} required>
              <input className="lt-input" type="number" min={0} max={1000} inputMode="numeric" />
            </FormField>
          ))
        : null}
    </FormDrawer>
  );
};
