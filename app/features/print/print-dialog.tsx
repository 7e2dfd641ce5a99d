import { useEffect, useState } from 'react';
import { Button } from '@/app/components/button';
import { Dialog } from '@/app/components/dialog';
import { useText } from '@/app/i18n/use-text';
import { useCan, useWorkspaceClient } from '@/app/lib/workspace';
import { PAPERS, PRINT_FORMS, type PrintFormCode, type PrintSetting } from '@/server/domain/archive/print-form';
import { PrintProgress } from './print-progress';
import type { PrintWhat } from './print-what';
import { usePrintJob } from './use-print-job';

const LABELS: readonly PrintFormCode[] = ['box_labels', 'place_labels', 'filing_stamps'];
const A4_ONLY: readonly PrintFormCode[] = [
  ...LABELS,
  'volume_cover',
  'volume_spine',
  'box_spine',
  'box_cover',
  'separator_sheets',
];
const COVERED: readonly PrintFormCode[] = [
  'item_catalogue',
  'volume_catalogue',
  'photo_list',
  'negative_list',
  'accounting_catalogue',
  'project_catalogue',
  'recording_catalogue',
  'object_catalogue',
];

const usual = (form: PrintFormCode): PrintSetting => ({
  form,
  paper: 'A4',
  format: PRINT_FORMS[form].formats[0],
  offsetXMm: 0,
  offsetYMm: 0,
});

const same = (one: PrintSetting, other: PrintSetting): boolean =>
  one.paper === other.paper &&
  one.format === other.format &&
  one.offsetXMm === other.offsetXMm &&
  one.offsetYMm === other.offsetYMm;

/** The setting as this house printed the form last, until somebody changes it here. */
const useSetting = (form: PrintFormCode, open: boolean) => {
  const client = useWorkspaceClient();
  const [kept, setKept] = useState<PrintSetting>(usual(form));
  const [setting, setSetting] = useState<PrintSetting>(usual(form));
  useEffect(() => {
    if (!open) {
      return;
    }
    let isCurrent = true;
    setKept(usual(form));
    setSetting(usual(form));
    void client.archive.printSetting
      .query({ form })
      .then((found) => {
        if (isCurrent) {
          setKept(found);
          setSetting(found);
        }
      })
      // Without an answer the usual setting stands.
      .catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [client, form, open]);
  return { kept, setting, setSetting };
};

interface FieldsProps {
  setting: PrintSetting;
  onChange: (setting: PrintSetting) => void;
}

const Choice = (props: {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}) => (
  <label className="lt-field">
    <span className="lt-label">{props.label}</span>
    <select className="lt-select lt-wide" value={props.value} onChange={(event) => props.onChange(event.target.value)}>
      {props.options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  </label>
);

const OffsetFields = ({ setting, onChange }: FieldsProps) => {
  const t = useText();
  const number = (key: 'offsetXMm' | 'offsetYMm', label: string) => (
    <label className="lt-field">
      <span className="lt-label">{label}</span>
      <input
        className="lt-input"
        type="number"
        min={-50}
        max={50}
        step={0.5}
        value={setting[key]}
        onChange={(event) => {
          const value = Number(event.target.value);
          if (value >= -50 && value <= 50) {
            onChange({ ...setting, [key]: Math.round(value * 10) / 10 });
          }
        }}
      />
    </label>
  );
  return (
    <fieldset className="lt-fieldset">
      <legend className="lt-label">{t('print.offsets')}</legend>
      <div className="lt-field-pair">
        {number('offsetXMm', t('print.offsetX'))}
        {number('offsetYMm', t('print.offsetY'))}
      </div>
      <p className="lt-3">{t('print.offsetsHelp')}</p>
    </fieldset>
  );
};

interface PrintDialogProps {
  open: boolean;
  onClose: () => void;
  /** What may be printed from here, the usual one first. */
  forms: readonly PrintFormCode[];
  what: PrintWhat;
}

/** 打印: form, format, paper and offsets; the file is made by the server and downloads by itself. */
export const PrintDialog = ({ open, onClose, forms, what }: PrintDialogProps) => {
  const t = useText();
  const client = useWorkspaceClient();
  const canKeep = useCan('archive.write');
  const [form, setForm] = useState<PrintFormCode>(forms[0] ?? 'item_catalogue');
  const [withCover, setWithCover] = useState(true);
  const [skip, setSkip] = useState(0);
  const { kept, setting, setSetting } = useSetting(form, open);
  const { job, start, reset } = usePrintJob();

  const print = () =>
    start(async () => {
      if (canKeep && !same(kept, setting)) {
        await client.archive.savePrintSetting.mutate(setting);
      }
      return client.archive.print.mutate({ ...what, ...setting, withCover, skip });
    });
  const close = () => {
    reset();
    onClose();
  };
  const formats = PRINT_FORMS[form].formats;
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('print.title')}
      foot={
        <>
          <Button onClick={close}>{t('common.close')}</Button>
          <Button look="primary" icon="print" busy={job.state === 'working'} onClick={() => void print()}>
            {t('print.start')}
          </Button>
        </>
      }
    >
      {forms.length > 1 ? (
        <Choice
          label={t('print.form')}
          value={form}
          options={forms.map((code) => ({ value: code, label: t(`print.form_${code}`) }))}
          onChange={(value) => {
            setForm(value as PrintFormCode);
            reset();
          }}
        />
      ) : (
        <p className="lt-strong">{t(`print.form_${form}`)}</p>
      )}
      <div className="lt-field-pair lt-print-pair">
        <Choice
          label={t('print.format')}
          value={setting.format}
          options={formats.map((format) => ({ value: format, label: t(`print.format_${format}`) }))}
          onChange={(value) => setSetting({ ...setting, format: value as PrintSetting['format'] })}
        />
        {A4_ONLY.includes(form) ? null : (
          <Choice
            label={t('print.paper')}
            value={setting.paper}
            options={PAPERS.map((paper) => ({ value: paper, label: paper }))}
            onChange={(value) => setSetting({ ...setting, paper: value as PrintSetting['paper'] })}
          />
        )}
      </div>
      {COVERED.includes(form) && setting.format !== 'xlsx' ? (
        <label className="lt-row lt-unit-box">
          <input
            type="checkbox"
            className="lt-checkbox"
            checked={withCover}
            onChange={(event) => setWithCover(event.target.checked)}
          />
          <span>{t('print.withCover')}</span>
        </label>
      ) : null}
      {LABELS.includes(form) ? (
        <label className="lt-field">
          <span className="lt-label">{t('print.skip')}</span>
          <input
            className="lt-input"
            type="number"
            min={0}
            max={63}
            value={skip}
            onChange={(event) => setSkip(Math.max(0, Math.min(63, Math.trunc(Number(event.target.value)))))}
          />
        </label>
      ) : null}
      {setting.format === 'pdf' ? <OffsetFields setting={setting} onChange={setSetting} /> : null}
      <PrintProgress job={job} />
    </Dialog>
  );
};
