import { useState } from 'react';
import { Button } from '@/app/components/button';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { QuestionKind } from '@/server/domain/exam/exam-vocabulary';

export interface PickedQuestion {
  questionId: string;
  points: number;
  stem: string;
  kind: QuestionKind;
}

interface FixedLinesProps {
  /** The form around it gives these. */
  value?: readonly PickedQuestion[];
  onChange?: (picked: PickedQuestion[]) => void;
}

const SHOWN = 20;
const POINTS = 2;

/** 选题: searched in the bank and taken one by one, in the order of the paper. */
export const FixedLines = ({ value = [], onChange }: FixedLinesProps) => {
  const t = useText();
  const client = useWorkspaceClient();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<readonly PickedQuestion[] | null>(null);
  const taken = new Set(value.map((one) => one.questionId));
  const search = async () => {
    const { rows } = await client.exam.questions.query({
      q: typed.trim() || undefined,
      state: 'current',
      limit: SHOWN,
    });
    setFound(rows.map(({ id, said }) => ({ questionId: id, points: POINTS, stem: said.stem, kind: said.kind })));
  };
  return (
    <div>
      <div className="lt-row">
        <label className="lt-grow">
          <span className="lt-hidden">{t('exam.searchBank')}</span>
          <input
            className="lt-input"
            value={typed}
            placeholder={t('exam.searchBank')}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <Button icon="search" onClick={() => void search().catch(() => setFound([]))}>
          {t('exam.find')}
        </Button>
      </div>
      {found ? (
        <ul>
          {found.map((one) => (
            <li key={one.questionId}>
              <Button
                look="text"
                disabled={taken.has(one.questionId)}
                aria-label={`${t('exam.take')} ${one.stem}`}
                onClick={() => onChange?.([...value, one])}
              >
                {t('exam.take')}
              </Button>{' '}
              {t(`exam.kind_${one.kind}`)} {one.stem}
            </li>
          ))}
          {found.length === 0 ? <li>{t('exam.foundNone')}</li> : null}
        </ul>
      ) : null}
      <p className="lt-strong">
        {t('exam.linesTotal', { n: value.length, total: value.reduce((sum, one) => sum + one.points, 0) })}
      </p>
      <ol>
        {value.map((one, at) => (
          <li key={one.questionId}>
            {one.stem}{' '}
            <label>
              <span className="lt-hidden">{t('exam.pointsOf', { n: at + 1 })}</span>
              <input
                className="lt-input"
                style={{ width: 72 }}
                type="number"
                min={0.5}
                step={0.5}
                value={one.points}
                onChange={(event) =>
                  onChange?.(
                    value.map((other, index) =>
                      index === at ? { ...other, points: Number(event.target.value) } : other,
                    ),
                  )
                }
              />
            </label>{' '}
            <Button look="text" onClick={() => onChange?.(value.filter((_other, index) => index !== at))}>
              {t('exam.removeLine', { n: at + 1 })}
            </Button>
          </li>
        ))}
      </ol>
    </div>
  );
};
