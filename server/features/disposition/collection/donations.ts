import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { findAppealRow } from '@/db/queries/disposition-appeal.queries';
import {
  type DonationChange,
  type DonationRow,
  findDonationRow,
  insertDonation,
  updateDonation,
} from '@/db/queries/disposition-collection.queries';
import { nextNumber } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import {
  type AcceptDonationInput,
  type AgreeDonationInput,
  canMoveDonation,
  type DeclineDonationInput,
  type OfferDonationInput,
  type ValueDonationInput,
} from '@/server/domain/disposition/collection';
import type { DonationState } from '@/server/domain/disposition/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { writeAccession } from '../accession/write-accession.ts';

/** 登记线索（捐赠意向）. The log names the thing, never the donor. */
export const offerDonation = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: OfferDonationInput,
): Promise<{ donationId: string; donationNumber: string }> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'an offer is registered by a person');
  refuseClassified(input.title, input.description, input.story, input.donorName, ...input.topics);
  if (input.offeredOn > (await readToday(tdb))) throw new AppError('BAD_INPUT', 'offered in the future');
  if (input.appealId && !(await findAppealRow(tdb, tenantId, input.appealId)))
    throw new AppError('NOT_FOUND', `appeal ${input.appealId} is not in tenant ${tenantId}`);
  const year = Number(input.offeredOn.slice(0, 4));
  const number = await nextNumber(tdb, tenantId, `donation-${year}`);
  const donationId = uuidv7();
  const donationNumber = `ZJ${year}-${String(number).padStart(4, '0')}`;
  await insertDonation(tdb, {
    tenantId,
    id: donationId,
    year,
    number,
    donationNumber,
    ...input,
    appealId: input.appealId ?? null,
    donorContact: input.donorContact ?? null,
    description: input.description ?? null,
    story: input.story ?? null,
    quantity: String(input.quantity),
    createdBy: accountId,
  });
  await audit(tdb, scope, {
    action: 'disposition.offerDonation',
    objectKind: 'donation',
    objectId: donationId,
    objectLabel: `${donationNumber} ${input.title}`,
    detail: { mode: input.mode, quantity: input.quantity, unit: input.unit },
  });
  return { donationId, donationNumber };
};

interface Step {
  donationId: string;
  rowVersion: number;
}

const requireStep = async (tdb: TenantDb, scope: TenantScope, step: Step, to: DonationState): Promise<DonationRow> => {
  const row = await findDonationRow(tdb, scope.tenantId, step.donationId);
  if (!row) throw new AppError('NOT_FOUND', `donation ${step.donationId} is not in tenant ${scope.tenantId}`);
  if (row.rowVersion !== step.rowVersion)
    throw new AppError('STALE_VERSION', `donation ${row.id} is at version ${row.rowVersion}`);
  if (!canMoveDonation(row.state as DonationState, to))
    throw new AppError('TRANSFER_STATE_WRONG', `donation ${row.id} is ${row.state}`);
  return row;
};

const settle = async (
  tdb: TenantDb,
  scope: TenantScope,
  row: DonationRow,
  act: { action: string; change: DonationChange; detail: Record<string, unknown> },
): Promise<{ rowVersion: number }> => {
  const key = { tenantId: scope.tenantId, id: row.id, rowVersion: row.rowVersion };
  if (!(await updateDonation(tdb, key, act.change))) throw new AppError('STALE_VERSION', `donation ${row.id}`);
  await audit(tdb, scope, {
    action: act.action,
    objectKind: 'donation',
    objectId: row.id,
    objectLabel: `${row.donationNumber} ${row.title}`,
    detail: act.detail,
  });
  return { rowVersion: row.rowVersion + 1 };
};

/** 鉴定估价. */
export const valueDonation = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ValueDonationInput,
): Promise<{ rowVersion: number }> => {
  refuseClassified(input.valuation, input.valuedBy);
  const row = await requireStep(tdb, scope, input, 'valued');
  const { valuation, valuedBy, valuedOn } = input;
  const valuedAmount = input.valuedAmount === undefined ? null : String(input.valuedAmount);
  return settle(tdb, scope, row, {
    action: 'disposition.valueDonation',
    change: { state: 'valued', valuation, valuedAmount, valuedBy, valuedOn },
    detail: { valuation, valuedAmount, valuedBy, valuedOn },
  });
};

/** 同意接受 and the terms of the agreement. */
export const agreeDonation = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AgreeDonationInput,
): Promise<{ rowVersion: number }> => {
  refuseClassified(input.terms);
  const row = await requireStep(tdb, scope, input, 'agreed');
  const { terms, agreedOn } = input;
  return settle(tdb, scope, row, {
    action: 'disposition.agreeDonation',
    change: { state: 'agreed', terms, agreedOn },
    detail: { terms, agreedOn },
  });
};

/** 不予接受, with the reason. */
export const declineDonation = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: DeclineDonationInput,
): Promise<{ rowVersion: number }> => {
  refuseClassified(input.reason);
  const row = await requireStep(tdb, scope, input, 'declined');
  return settle(tdb, scope, row, {
    action: 'disposition.declineDonation',
    change: { state: 'declined', decisionReason: input.reason },
    detail: { reason: input.reason },
  });
};

/** 入藏: a line of the register and the certificate's number, together. */
export const acceptDonation = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AcceptDonationInput,
): Promise<{ accessionId: string; certificateNumber: string }> => {
  refuseClassified(input.handledBy, input.place);
  const row = await requireStep(tdb, scope, input, 'accepted');
  const today = await readToday(tdb);
  if (input.receivedOn > today) throw new AppError('BAD_INPUT', 'received in the future');
  const { accessionId, accessionNumber } = await writeAccession(tdb, scope, {
    sourceKind: 'donor',
    transferorKind: 'person',
    sourceName: row.donorName,
    mode: row.mode as 'gift',
    topics: row.topics,
    receivedOn: input.receivedOn,
    place: input.place,
    handedOverBy: row.donorName.slice(0, 60),
    handledBy: input.handledBy,
    remarks: `${row.donationNumber} ${row.title}`,
    donationId: row.id,
    lines: [{ categoryCode: row.categoryCode, unit: row.unit, quantity: row.quantity, yearFrom: null, yearTo: null }],
  });
  const year = input.receivedOn.slice(0, 4);
  const number = await nextNumber(tdb, scope.tenantId, `certificate-${year}`);
  const certificateNumber = `SC${year}-${String(number).padStart(4, '0')}`;
  await settle(tdb, scope, row, {
    action: 'disposition.acceptDonation',
    change: { state: 'accepted', accessionId, certificateNumber },
    detail: { accessionNumber, certificateNumber },
  });
  return { accessionId, certificateNumber };
};
