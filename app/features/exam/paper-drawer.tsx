import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import { PAPER_MODES, type PaperMode } from '@/server/domain/exam/exam-vocabulary';
import type { CreatePaperInput, PaperView, RuleLine } from '@/server/domain/exam/paper';
import type { TopicCountView } from '@/server/domain/exam/question';
import { FixedLines, type PickedQuestion } from './fixed-lines';
import { firstRules, RuleLines } from './rule-lines';

interface Values {
  title: string;
  mode: PaperMode;
  rules?: RuleLine[];
  picked?: PickedQuestion[];
  shuffles: 'yes' | 'no';
  halves: 'yes' | 'no';
}

interface PaperDrawerProps {
  bank: readonly TopicCountView[];
  /** Set when a paper is changed. */
  paper?: PaperView;
  onClose: () => void;
  onSubmit: (input: CreatePaperInput, idempotencyKey: string) => Promise<void>;
}

const valuesOf = (paper: PaperView, bank: readonly TopicCountView[]): Partial<Values> => ({
  title: paper.title,
  mode: paper.mode,
  shuffles: paper.shuffles ? 'yes' : 'no',
  halves: paper.halves ? 'yes' : 'no',
  rules: paper.content.mode === 'random' ? paper.content.lines : firstRules(bank),
  picked:
    paper.content.mode === 'fixed'
      ? paper.questions.map(({ questionId, points, said }) => ({
          questionId,
          points,
          stem: said.stem,
          kind: said.kind,
        }))
      : [],
});

const Lines = ({ bank }: { bank: readonly TopicCountView[] }) => {
  const t = useText();
  return Form.useWatch('mode') === 'fixed' ? (
    <FormField name="picked" label={t('exam.pick')} required group>
      <FixedLines />
    </FormField>
  ) : (
    <FormField name="rules" label={t('exam.rules')} required group>
      <RuleLines bank={bank} />
    </FormField>
  );
};

/** 组卷: by hand, or by a rule that draws a paper for everybody. */
export const PaperDrawer = ({ bank, paper, onClose, onSubmit }: PaperDrawerProps) => {
  const t = useText();
  const labels = {
    title: t('exam.paperTitle'),
    mode: t('exam.mode'),
    shuffles: t('exam.shuffles'),
    halves: t('exam.halves'),
    content: t('exam.rules'),
  };
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={t(paper ? 'exam.changePaper' : 'exam.createPaper')}
      fieldLabels={labels}
      width={640}
      initialValues={
        paper ? valuesOf(paper, bank) : { mode: 'random', rules: firstRules(bank), shuffles: 'yes', halves: 'no' }
      }
      onSubmit={({ title, mode, rules = [], picked = [], shuffles, halves }, key) =>
        onSubmit(
          {
            title,
            shuffles: shuffles === 'yes',
            halves: halves === 'yes',
            content:
              mode === 'random'
                ? { mode, lines: rules }
                : { mode, lines: picked.map(({ questionId, points }) => ({ questionId, points })) },
          },
          key,
        )
      }
    >
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={120} />
      </FormField>
      <FormField name="mode" label={labels.mode} required>
        <select className="lt-select">
          {PAPER_MODES.map((mode) => (
            <option key={mode} value={mode}>
              {t(`exam.mode_${mode}`)}
            </option>
          ))}
        </select>
      </FormField>
      <Lines bank={bank} />
      <FormField name="shuffles" label={labels.shuffles} required>
        <select className="lt-select">
          <option value="yes">{t('exam.yes')}</option>
          <option value="no">{t('exam.no')}</option>
        </select>
      </FormField>
      <FormField name="halves" label={labels.halves} required help={t('exam.halvesHelp')}>
        <select className="lt-select">
          <option value="no">{t('exam.no')}</option>
          <option value="yes">{t('exam.yes')}</option>
        </select>
      </FormField>
    </FormDrawer>
  );
};
