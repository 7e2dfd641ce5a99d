import { FactList } from '@/app/components/fact-list';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatIsoDate } from '@/app/lib/format';
import type { ItemView } from '@/server/domain/archive/archive-record';
import { isRetentionCode, retentionPeriodOf } from '@/server/domain/archive/retention';
import { categoryName, columnLabel, retentionName, templateOf } from './archive-labels';
import { categoryOf, detailCodes, detailText, topicNames } from './item-values';
import { useCategories } from './use-categories';
import { useTopics } from './use-topics';

/** The last day of the period; nothing for records that never end or whose old term has no date. */
const endOf = (item: ItemView, open: string): string | null => {
  if (item.expiresOn) return formatIsoDate(item.expiresOn);
  return isRetentionCode(item.retentionCode) && retentionPeriodOf(item.retentionCode).kind === 'fixed_term'
    ? open
    : null;
};

/** The description of a record; fields that hold nothing are left out, but for those that every record has. */
export const ItemFacts = ({ item, brief = false }: { item: ItemView; brief?: boolean }) => {
  const t = useText();
  const locale = useLocale();
  const categories = useCategories();
  const topics = useTopics();
  const always: [label: string, value: string | number | null][] = [
    [t('archive.field_title'), item.title],
    [t('archive.field_documentNumber'), item.documentNumber],
    [t('archive.field_responsibleParty'), item.responsibleParty],
    [t('archive.field_documentDate'), item.documentDate ?? t('archive.dateUnknown')],
    [t('archive.field_retentionCode'), retentionName(item.retentionCode, locale)],
    [t('archive.field_expiresOn'), endOf(item, t('archive.retentionOpen'))],
    [t('archive.field_pageCount'), item.pageCount],
    [t('archive.field_boxNumber'), item.boxNumber],
  ];
  const more: typeof always = [
    [t('archive.field_fonds'), `${item.fondsNumber} ${item.fondsName}`],
    [
      t('archive.field_categoryCode'),
      categoryName(
        item.subcategoryCode ? `${item.categoryCode}·${item.subcategoryCode}` : item.categoryCode,
        categories,
      ),
    ],
    [t('archive.field_filingYear'), String(item.filingYear)],
    [t('archive.field_orgCode'), item.orgCode],
    [t('archive.field_itemNumber'), item.itemNumber],
    [t('archive.field_fileNumber'), item.fileNumber],
    [t('archive.field_catalogueNumber'), item.catalogueNumber],
    [t('archive.field_pageNumber'), item.pageNumber],
    [t('archive.field_startDate'), item.startDate],
    [t('archive.field_endDate'), item.endDate],
    [t('archive.field_archivedOn'), item.archivedOn ? formatIsoDate(item.archivedOn) : null],
    [t(`departure.left_${item.leftHow ?? 'transferred'}`), item.leftOn ? formatIsoDate(item.leftOn) : null],
    [t('archive.field_codeTemplate'), templateOf(item.codeTemplate).name],
  ];
  const details = detailCodes(item).map((code): (typeof always)[number] => {
    const column = `details.${code}`;
    return [columnLabel(column, categoryOf(item), t, locale), detailText(item, code, locale)];
  });
  const facts = [
    ...always,
    ...details,
    [t('archive.field_topics'), topicNames(item.topics, topics, locale)] as const,
    [t('archive.field_frameCount'), item.frameCount] as const,
    ...(brief ? [] : more),
    [t('archive.field_openFlag'), t(`archive.open_${item.openFlag}`)] as const,
    [t('archive.field_remarks'), item.remarks] as const,
  ];
  return <FactList facts={facts} isWide />;
};
