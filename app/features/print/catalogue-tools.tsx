import { useText } from '@/app/i18n/use-text';
import { oneOf } from '@/app/lib/one-of';
import { RETENTION_CODE_VALUES } from '@/server/domain/archive/retention';
import { ExportFondsMenu } from './export-fonds-menu';
import { PrintButton } from './print-button';

const FORMS = [
  'item_catalogue',
  'volume_catalogue',
  'file_list',
  'volume_cover',
  'volume_spine',
  'volume_note',
  'photo_list',
  'negative_list',
  'accounting_catalogue',
  'accounting_transfer',
  'project_catalogue',
  'recording_catalogue',
  'object_catalogue',
  'arrangement_note',
  'filing_stamps',
  'separator_sheets',
  'fonds_record',
] as const;

interface CatalogueToolsProps {
  filters: {
    fondsId?: string;
    categoryCode?: string;
    filingYear?: number;
    retentionCode?: string;
    orgCode?: string;
  };
  fonds: readonly { id: string }[];
}

/** 打印目录 of what the tree is narrowed to; the whole fonds for another system where one is meant. */
export const CatalogueTools = ({ filters, fonds }: CatalogueToolsProps) => {
  const t = useText();
  const { fondsId, categoryCode, filingYear } = filters;
  const orgCode = filters.orgCode || undefined;
  const what = {
    fondsId,
    categoryCode,
    filingYear,
    orgCode,
    retentionCode: oneOf(RETENTION_CODE_VALUES, filters.retentionCode ?? null),
  };
  const only = fondsId ?? (fonds.length === 1 ? fonds[0]?.id : undefined);
  return (
    <>
      <PrintButton forms={FORMS} what={what} label={t('print.printList')} />
      {only ? <ExportFondsMenu fondsId={only} /> : null}
    </>
  );
};
