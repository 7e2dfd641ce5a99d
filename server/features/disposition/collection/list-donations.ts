import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findAppealRow } from '@/db/queries/disposition-appeal.queries';
import {
  countDonationRows,
  type DonationRow,
  findDonationRow,
  listDonationRows,
} from '@/db/queries/disposition-collection.queries';
import { readCategoryNames } from '@/db/queries/fonds-settings.queries';
import { keepPdf } from '@/server/documents/keep-pdf';
import { maskContact, maskName } from '@/server/domain/disposition/accession';
import {
  type DonationDetail,
  type DonationFilter,
  type DonationView,
  donationDetail,
  donationView,
  type ListDonationsInput,
} from '@/server/domain/disposition/collection';
import { COUNT_UNIT_WORDS, type CountUnit, type DonationState } from '@/server/domain/disposition/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { MODE_WORDS } from '../accession/words.ts';

const byDay = z.tuple([z.iso.date(), uuid]);

const masked = (row: DonationRow): DonationRow => ({
  ...row,
  donorName: maskName(row.donorName),
  donorContact: maskContact(row.donorContact),
});

/** 征集台账, newest first. Names and telephone numbers of donors are masked. */
export const listDonations = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListDonationsInput,
): Promise<Page<DonationView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(byDay, input.cursor);
  const rows = await listDonationRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countDonationRows(tdb, scope.tenantId, input);
  const cut = { limit, direction, hasCursor: cursor !== undefined, total };
  const page = cutPage<DonationRow>(rows, cut, (row) => encodeCursor([row.offeredOn, row.id]));
  return { rows: page.rows.map((row) => donationView.parse(masked(row))), page: page.page };
};

const requireDonation = async (tdb: TenantDb, scope: TenantScope, donationId: string): Promise<DonationRow> => {
  const row = await findDonationRow(tdb, scope.tenantId, donationId);
  if (!row) throw new AppError('NOT_FOUND', `donation ${donationId} is not in tenant ${scope.tenantId}`);
  return row;
};

/** One offer as a whole. Who does not collect sees the donor masked. */
export const getDonation = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { donationId: string },
): Promise<DonationDetail> => {
  const row = await requireDonation(tdb, scope, input.donationId);
  const shown = scope.permissions.has('disposition.collect') ? row : masked(row);
  const appeal = row.appealId ? await findAppealRow(tdb, scope.tenantId, row.appealId) : undefined;
  return donationDetail.parse({ ...shown, appealTitle: appeal?.title ?? null });
};

const STATE_WORDS: Readonly<Record<DonationState, string>> = {
  offered: '已登记',
  valued: '已鉴定',
  agreed: '已签协议',
  accepted: '已入藏',
  declined: '不接受',
};

export const exportDonations = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: DonationFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listDonationRows(tdb, scope.tenantId, filter, page);
  const nameOf = await readCategoryNames(tdb, scope.tenantId);
  return exportTable(tdb, scope, objects, {
    action: 'disposition.exportDonations',
    objectKind: 'donation',
    fileName: `征集台账_${scope.tenantName}.xlsx`,
    sheetName: '征集台账',
    columns: [
      { heading: '征集号', width: 14 },
      { heading: '日期', width: 12 },
      { heading: '方式', width: 8 },
      { heading: '捐赠（出让）人', width: 16 },
      { heading: '名称', width: 40 },
      { heading: '门类', width: 14 },
      { heading: '数量', width: 10 },
      { heading: '专题', width: 16 },
      { heading: '状态', width: 10 },
      { heading: '证书号', width: 14 },
    ],
    rows: rows
      .map(masked)
      .map((row) => [
        row.donationNumber,
        row.offeredOn,
        MODE_WORDS[row.mode as 'gift'],
        row.donorName,
        row.title,
        nameOf(row.categoryCode),
        `${row.quantity}${COUNT_UNIT_WORDS[row.unit as CountUnit]}`,
        row.topics.join('、'),
        STATE_WORDS[row.state as DonationState],
        row.certificateNumber,
      ]),
  });
};

const thingFacts = (row: DonationRow, nameOf: (code: string) => string) => [
  { label: '名称', value: row.title },
  { label: '门类', value: nameOf(row.categoryCode) },
  { label: '数量', value: `${row.quantity}${COUNT_UNIT_WORDS[row.unit as CountUnit]}` },
  { label: '方式', value: MODE_WORDS[row.mode as 'gift'] },
  ...(row.description ? [{ label: '说明', value: row.description }] : []),
];

/** 捐赠（征集）协议 with both sides. */
export const printAgreement = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { donationId: string },
): Promise<FileReference> => {
  const row = await requireDonation(tdb, scope, input.donationId);
  if (!row.agreedOn || !row.terms) throw new AppError('TRANSFER_STATE_WRONG', `donation ${row.id} has no agreement`);
  const nameOf = await readCategoryNames(tdb, scope.tenantId);
  return keepPdf(tdb, scope, objects, {
    title: `档案${MODE_WORDS[row.mode as 'gift']}协议书`,
    documentNumber: row.donationNumber,
    unitName: scope.tenantName,
    note: row.agreedOn,
    sections: [
      {
        kind: 'facts',
        rows: [
          { label: '甲方', value: row.donorName },
          { label: '乙方', value: scope.tenantName },
          ...thingFacts(row, nameOf),
        ],
      },
      { kind: 'text', heading: '协议内容', paragraphs: row.terms.split('\n') },
      { kind: 'signatures', labels: ['甲方（签字）', '乙方（盖章）'] },
    ],
    action: 'disposition.printAgreement',
    objectKind: 'donation',
    objectId: row.id,
  });
};

/** 收藏证书 with its number. */
export const printCertificate = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { donationId: string },
): Promise<FileReference> => {
  const row = await requireDonation(tdb, scope, input.donationId);
  if (!row.certificateNumber) throw new AppError('TRANSFER_STATE_WRONG', `donation ${row.id} has no certificate`);
  const nameOf = await readCategoryNames(tdb, scope.tenantId);
  return keepPdf(tdb, scope, objects, {
    title: '收藏证书',
    documentNumber: row.certificateNumber,
    unitName: scope.tenantName,
    sections: [
      {
        kind: 'text',
        paragraphs: [
          `${row.donorName}：`,
          `您${MODE_WORDS[row.mode as 'gift']}的《${row.title}》等档案资料已由我馆收藏。感谢您对档案事业的支持，特颁此证。`,
        ],
      },
      { kind: 'facts', rows: thingFacts(row, nameOf) },
      { kind: 'signatures', labels: ['收藏单位（盖章）', '日期'] },
    ],
    action: 'disposition.printCertificate',
    objectKind: 'donation',
    objectId: row.id,
  });
};
