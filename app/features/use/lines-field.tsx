import { Form } from 'antd';
import { useEffect, useState } from 'react';
import { Button } from '@/app/components/button';
import { Status, type StatusKind } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { UseCheckView } from '@/server/domain/use/access-decision';
import type { VisitLineInput } from '@/server/domain/use/reading-visit';
import { RETRIEVAL_UNITS, type RetrievalUnit, type VisitorKind } from '@/server/domain/use/visit-vocabulary';
import { type PickedRecord, RecordPicker } from './record-picker';

/** A line as it stands in the form: numbers are what was typed. */
export interface LineDraft extends PickedRecord {
  key: number;
  unit: RetrievalUnit;
  quantity: string;
  pages: string;
  copies: string;
  isRefused: boolean;
}

export const toLineInput = (line: LineDraft): VisitLineInput => ({
  itemId: line.itemId ?? undefined,
  title: line.itemId ? undefined : line.title,
  unit: line.unit,
  quantity: line.itemId ? 1 : Number(line.quantity) || 1,
  isRefused: line.isRefused,
  ...(Number(line.pages) > 0 ? { copy: { pages: Number(line.pages), copies: Number(line.copies) || 1 } } : {}),
});

const LOOK: Record<UseCheckView['reading'], StatusKind> = { allowed: 'done', approval: 'live', refused: 'failed' };
const PAUSE_MS = 300;

/** 利用前核对 of one line, for the reader as far as the form knows. */
const UseCheck = ({ itemId }: { itemId: string }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const visitorKind: VisitorKind | undefined = Form.useWatch('visitorKind') || undefined;
  const visitorName: string = Form.useWatch('visitorName') ?? '';
  const [check, setCheck] = useState<UseCheckView | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => {
      void client.use.checkUse
        .query({ itemId, visitorKind: visitorKind ?? 'citizen', visitorName })
        .then((found) => isCurrent && setCheck(found))
        .catch(() => isCurrent && setCheck(null));
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [client, itemId, visitorKind, visitorName]);
  if (!check) return null;
  return (
    <span className="lt-desk-check">
      <Status kind={LOOK[check.reading]}>{t(`use.outcome_${check.reading}`)}</Status>
      <span className="lt-3">
        {t(`use.basis_${check.basis}`)}
        {check.until ? ` ${t('use.untilDay', { day: check.until })}` : ''}
        {check.isDue ? ` ${t('use.untilOver')}` : ''}
        {check.holder ? ` ${t('use.heldBy', { name: check.holder.holderName, day: check.holder.dueOn })}` : ''}
      </span>
    </span>
  );
};

interface LineProps {
  line: LineDraft;
  at: number;
  onChange: (line: LineDraft) => void;
  onRemove: () => void;
}

const NumberBox = ({
  label,
  value,
  min,
  onChange,
}: {
  label: string;
  value: string;
  min: number;
  onChange: (value: string) => void;
}) => (
  <label className="lt-desk-number">
    <span>{label}</span>
    <input
      className="lt-input"
      type="number"
      min={min}
      step={1}
      inputMode="numeric"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  </label>
);

const Line = ({ line, at, onChange, onRemove }: LineProps) => {
  const t = useText();
  const change = (part: Partial<LineDraft>) => onChange({ ...line, ...part });
  return (
    <fieldset className="lt-desk-line">
      <legend className="lt-hidden">{t('use.lineNumber', { n: at + 1 })}</legend>
      <div className="lt-desk-line-title">
        {line.referenceCode ? <strong>{line.referenceCode}</strong> : null}
        <span>{line.title}</span>
        {line.itemId ? <UseCheck itemId={line.itemId} /> : null}
      </div>
      <div className="lt-desk-line-fields">
        {line.itemId ? null : (
          <>
            <label className="lt-desk-number">
              <span>{t('use.unit')}</span>
              <select
                className="lt-select"
                value={line.unit}
                onChange={(event) => change({ unit: event.target.value as RetrievalUnit })}
              >
                {RETRIEVAL_UNITS.map((unit) => (
                  <option key={unit} value={unit}>
                    {t(`use.unit_${unit}`)}
                  </option>
                ))}
              </select>
            </label>
            <NumberBox
              label={t('use.quantity')}
              value={line.quantity}
              min={1}
              onChange={(quantity) => change({ quantity })}
            />
          </>
        )}
        <NumberBox label={t('use.pages')} value={line.pages} min={0} onChange={(pages) => change({ pages })} />
        <NumberBox label={t('use.copies')} value={line.copies} min={1} onChange={(copies) => change({ copies })} />
        <label className="lt-desk-flag">
          <input
            type="checkbox"
            checked={line.isRefused}
            onChange={(event) => change({ isRefused: event.target.checked })}
          />
          <span>{t('use.notGiven')}</span>
        </label>
        <Button onClick={onRemove}>{t('use.removeLine')}</Button>
      </div>
    </fieldset>
  );
};

interface LinesFieldProps {
  id?: string;
  value?: LineDraft[];
  onChange?: (lines: LineDraft[]) => void;
}

/** 提供的档案: found and picked one after the other, each with its copies. */
export const LinesField = ({ id, value = [], onChange }: LinesFieldProps) => {
  const add = (record: PickedRecord) => {
    if (record.itemId && value.some((line) => line.itemId === record.itemId)) return;
    const key = Math.max(0, ...value.map((line) => line.key)) + 1;
    const draft = { unit: 'piece', quantity: '1', pages: '', copies: '1', isRefused: false } as const;
    onChange?.([...value, { ...record, ...draft, key }]);
  };
  return (
    <div className="lt-desk-lines">
      <RecordPicker {...(id === undefined ? {} : { id })} onPick={add} takesTyped />
      {value.map((line, at) => (
        <Line
          key={line.key}
          line={line}
          at={at}
          onChange={(changed) => onChange?.(value.map((one) => (one.key === line.key ? changed : one)))}
          onRemove={() => onChange?.(value.filter((one) => one.key !== line.key))}
        />
      ))}
    </div>
  );
};
