import { Form } from 'antd';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { useText } from '@/app/i18n/use-text';
import { isComposing } from '@/app/lib/hotkeys';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { ID_KINDS, type IdKind } from '@/server/domain/use/visit-vocabulary';

export interface Paper {
  idKind: IdKind;
  idTail: string;
  fingerprint: string;
}

interface PaperFieldProps {
  /** Given by the form field around it. */
  id?: string;
  value?: Paper;
  onChange?: (paper: Paper | undefined) => void;
}

/**
 * 证件: the number is typed or read by a reader of cards, sent once and forgotten. Who has shown the paper before fills
 * the form by himself.
 */
export const PaperField = ({ id, value, onChange }: PaperFieldProps) => {
  const t = useText();
  const client = useWorkspaceClient();
  const form = Form.useFormInstance();
  const [idKind, setIdKind] = useState<IdKind>('id_card');
  const [number, setNumber] = useState('');
  const [told, setTold] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const identify = async () => {
    if (busy || number.trim() === '') return;
    setBusy(true);
    try {
      const found = await client.use.identifyReader.mutate({ idKind, idNumber: number });
      onChange?.({ idKind, idTail: found.idTail, fingerprint: found.fingerprint });
      const { known } = found;
      if (known)
        form.setFieldsValue({
          visitorName: known.name,
          visitorKind: known.kind,
          visitorUnit: known.unit ?? '',
          contact: known.contact ?? '',
        });
      const ageGroup = found.ageGroup ?? known?.ageGroup;
      if (ageGroup) form.setFieldsValue({ ageGroup });
      setTold(known ? t('use.readerKnown', { visits: known.visits, day: known.lastOn ?? '—' }) : t('use.readerNew'));
      setNumber('');
    } catch {
      setTold(t('use.paperWrong'));
      onChange?.(undefined);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="lt-desk-paper">
      <select
        className="lt-select"
        aria-label={t('use.idKind')}
        value={idKind}
        onChange={(event) => setIdKind(event.target.value as IdKind)}
      >
        {ID_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`use.id_${kind}`)}
          </option>
        ))}
      </select>
      <input
        id={id}
        className="lt-input"
        value={number}
        maxLength={40}
        autoComplete="off"
        placeholder={t('use.idNumberHint')}
        onChange={(event) => setNumber(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !isComposing(event.nativeEvent)) {
            event.preventDefault();
            void identify();
          }
        }}
      />
      <Button onClick={() => void identify()} busy={busy}>
        {t('use.identify')}
      </Button>
      <p className="lt-3" role="status">
        {value ? `${t(`use.id_${value.idKind}`)} ****${value.idTail} ` : ''}
        {told ?? ''}
      </p>
    </div>
  );
};
