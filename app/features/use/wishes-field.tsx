import { Button } from '@/app/components/button';
import { useText } from '@/app/i18n/use-text';
import { type PickedRecord, RecordPicker } from './record-picker';

interface WishesFieldProps {
  id?: string;
  value?: PickedRecord[];
  onChange?: (wishes: PickedRecord[]) => void;
}

/** What a reader wishes to see: from the catalogue, or in words. */
export const WishesField = ({ id, value = [], onChange }: WishesFieldProps) => {
  const t = useText();
  const add = (record: PickedRecord) => {
    if (!record.itemId || !value.some((one) => one.itemId === record.itemId)) onChange?.([...value, record]);
  };
  return (
    <div className="lt-desk-lines">
      <RecordPicker {...(id === undefined ? {} : { id })} onPick={add} takesTyped />
      {value.map((wish, at) => (
        <div key={`${wish.itemId ?? ''}${wish.title}`} className="lt-desk-line-title">
          {wish.referenceCode ? <strong>{wish.referenceCode}</strong> : null}
          <span>{wish.title}</span>
          <Button
            aria-label={t('use.removeWish', { title: wish.title })}
            onClick={() => onChange?.(value.filter((_, index) => index !== at))}
          >
            {t('use.removeLine')}
          </Button>
        </div>
      ))}
    </div>
  );
};
