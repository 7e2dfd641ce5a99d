import type { FondsPrintRow, PrintRow } from '@/db/queries/archive-print.queries';
import { retentionWord } from './print-words.ts';

/*
 * EAD3 1.1.1 of one fonds: fonds → category → year → volumes and pieces. Strings come out piece by piece, so that a
 * fonds of any size passes through little memory.
 */

/** A record with what belongs to it. */
export interface DescribedRow {
  row: PrintRow;
  children: readonly PrintRow[];
}

// What XML 1.0 cannot hold, and nobody could read anyway.
const UNPRINTABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

export const xmlText = (text: string): string =>
  text
    .replace(UNPRINTABLE, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');

const element = (name: string, text: string | null | undefined, attributes = ''): string =>
  text === null || text === undefined || text === '' ? '' : `<${name}${attributes}>${xmlText(text)}</${name}>`;

/** 20230506 and 20230500 as ISO says it; null when it is no date. */
const isoOf = (date: string): string | null => {
  const [, year, month, day] = /^\[?(\d{4})(\d{2})(\d{2})\]?$/.exec(date) ?? [];
  if (!year) return null;
  if (month === '00') return year;
  return day === '00' ? `${year}-${month}` : `${year}-${month}-${day}`;
};

const unitDate = (row: PrintRow): string => {
  if (row.startDate && row.endDate) {
    const [from, to] = [isoOf(row.startDate), isoOf(row.endDate)];
    return from && to
      ? `<unitdatestructured><daterange><fromdate standarddate="${from}">${xmlText(row.startDate)}</fromdate><todate standarddate="${to}">${xmlText(row.endDate)}</todate></daterange></unitdatestructured>`
      : '';
  }
  const iso = row.documentDate === null ? null : isoOf(row.documentDate);
  const certainty = row.documentDate?.startsWith('[') ? ' certainty="inferred"' : '';
  return iso === null ? '' : element('unitdate', row.documentDate, ` normal="${iso}"${certainty}`);
};

const didOf = (row: PrintRow): string => {
  const origin = row.responsibleParty
    ? `<origination><name><part>${xmlText(row.responsibleParty)}</part></name></origination>`
    : '';
  return [
    '<did>',
    element('unitid', row.referenceCode, ' localtype="referenceCode"'),
    element('unitid', row.documentNumber, ' localtype="documentNumber"'),
    element('unittitle', row.title),
    origin,
    unitDate(row),
    row.pageCount === null ? '' : element('physdesc', `${row.pageCount} 页`),
    element('container', row.boxNumber, ' localtype="box"'),
    '</did>',
  ].join('');
};

const recordOf = (row: PrintRow, inner: string): string => {
  const level = row.level === 'piece' ? 'item' : 'file';
  const appraisal = `<appraisal><p>${xmlText(`保管期限：${retentionWord(row.retentionCode)}`)}</p></appraisal>`;
  const note = row.remarks ? `<odd><p>${xmlText(row.remarks)}</p></odd>` : '';
  return `<c level="${level}">${didOf(row)}${appraisal}${note}${inner}</c>\n`;
};

/** 全宗历史, a paragraph a line. */
const historyOf = ({ history }: FondsPrintRow): string => {
  const paragraphs = (history ?? '').split(/\n+/).filter((line) => line.trim() !== '');
  return paragraphs.length === 0
    ? ''
    : `<bioghist>${paragraphs.map((line) => element('p', line)).join('')}</bioghist>\n`;
};

const head = (fonds: FondsPrintRow, agency: string, madeAt: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<ead xmlns="http://ead3.archivists.org/schema/">
<control>
<recordid>${xmlText(`${fonds.number}-${fonds.id}`)}</recordid>
<filedesc><titlestmt><titleproper>${xmlText(`${fonds.name}全宗目录`)}</titleproper></titlestmt></filedesc>
<maintenancestatus value="new"/>
<maintenanceagency><agencyname>${xmlText(agency)}</agencyname></maintenanceagency>
<languagedeclaration><language langcode="chi">中文</language><script scriptcode="Hans">简体</script></languagedeclaration>
<conventiondeclaration><abbr>DA/T 18-2022</abbr><citation>档案著录规则</citation></conventiondeclaration>
<maintenancehistory><maintenanceevent><eventtype value="created"/><eventdatetime standarddatetime="${madeAt}">${madeAt}</eventdatetime><agenttype value="machine"/><agent>兰台</agent></maintenanceevent></maintenancehistory>
</control>
<archdesc level="fonds">
<did><unitid localtype="fondsNumber">${xmlText(fonds.number)}</unitid><unittitle>${xmlText(fonds.name)}</unittitle><origination><corpname><part>${xmlText(fonds.name)}</part></corpname></origination><langmaterial><language langcode="chi">中文</language></langmaterial></did>
${historyOf(fonds)}<dsc dsctype="combined">
`;

const classOf = (level: 'class' | 'subseries', id: string, title: string): string =>
  `<c level="${level}"><did><unitid>${xmlText(id)}</unitid><unittitle>${xmlText(title)}</unittitle></did>\n`;

/** The document in pieces. Rows come by category and year. */
export async function* writeEad3(
  fonds: FondsPrintRow,
  agency: string,
  madeAt: string,
  rows: AsyncIterable<DescribedRow>,
  nameOf: (code: string) => string,
): AsyncGenerator<string> {
  yield head(fonds, agency, madeAt);
  let category: string | null = null;
  let year: number | null = null;
  for await (const { row, children } of rows) {
    if (row.categoryCode !== category || row.filingYear !== year) {
      if (year !== null) yield '</c>\n';
      if (row.categoryCode !== category) {
        if (category !== null) yield '</c>\n';
        category = row.categoryCode;
        yield classOf('class', category, nameOf(category));
      }
      year = row.filingYear;
      yield classOf('subseries', `${category}·${year}`, `${year}年度`);
    }
    yield recordOf(row, children.map((child) => recordOf(child, '')).join(''));
  }
  if (year !== null) yield '</c>\n</c>\n';
  // A list of components may not be empty.
  else yield `<c level="class"><did><unittitle>${xmlText('（无档案）')}</unittitle></did></c>\n`;
  yield '</dsc>\n</archdesc>\n</ead>\n';
}
