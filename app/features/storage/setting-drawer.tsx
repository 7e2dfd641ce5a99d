import { useRevalidator } from '@remix-run/react';
import { Checkbox } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { PLACE_LEVELS, type PlaceLevel, type StorageSetting } from '@/server/domain/storage/place';

interface Values {
  segments: PlaceLevel[];
  sheetsPerMm: string;
  pagesPerSheet: string;
  fillPercent: string;
  pagesIfUnknown: string;
}

const NUMBERS = [
  ['sheetsPerMm', 1, 30, 0.1],
  ['pagesPerSheet', 1, 2, 1],
  ['fillPercent', 50, 100, 1],
  ['pagesIfUnknown', 1, 200, 1],
] as const;

/** How thick this house's paper is, and which segments its codes have. */
export const SettingDrawer = ({
  open,
  onClose,
  setting,
}: {
  open: boolean;
  onClose: () => void;
  setting: StorageSetting;
}) => {
  const t = useText();
  const client = useWorkspaceClient();
  const toast = useToast();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('storage.settings')}
      initialValues={{
        segments: setting.segments,
        sheetsPerMm: String(setting.sheetsPerMm),
        pagesPerSheet: String(setting.pagesPerSheet),
        fillPercent: String(setting.fillPercent),
        pagesIfUnknown: String(setting.pagesIfUnknown),
      }}
      fieldLabels={Object.fromEntries(NUMBERS.map(([name]) => [name, t(`storage.${name}`)]))}
      onSubmit={async (values) => {
        await client.storage.saveSetting.mutate({
          segments: ['room', ...values.segments.filter((level) => level !== 'room')],
          sheetsPerMm: Number(values.sheetsPerMm),
          pagesPerSheet: Number(values.pagesPerSheet),
          fillPercent: Number(values.fillPercent),
          pagesIfUnknown: Number(values.pagesIfUnknown),
          rowVersion: setting.rowVersion,
        });
        toast({ text: t('storage.saved') });
        revalidate();
      }}
    >
      <p className="lt-reason-effect">{t('storage.settingsLead')}</p>
      <FormField name="segments" label={t('storage.segments')} required group>
        <Checkbox.Group
          className="lt-choice-list"
          options={PLACE_LEVELS.map((level) => ({
            value: level,
            label: t(`storage.level_${level}`),
            disabled: level === 'room',
          }))}
        />
      </FormField>
      {NUMBERS.map(([name, min, max, step]) => (
        <FormField key={name} name={name} label={t(`storage.${name}`)} required>
          <input className="lt-input" type="number" min={min} max={max} step={step} inputMode="decimal" />
        </FormField>
      ))}
    </FormDrawer>
  );
};
