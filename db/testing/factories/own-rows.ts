import { makeNomination, makePlannedVisit, makeReservation } from './appointments.ts';
import { makeExhibitionText, makeExpertInvitation, makeServiceItem, makeUnitField } from './before-the-public.ts';
import { makeCustomFigure, makeWallLink, makeYearClose } from './counted.ts';
import { makeDeparture } from './departure.ts';
import { fileRecords, type TransferWorld } from './disposition.ts';
import { makePlatformReceipt } from './platform-receipt.ts';
import { makeSubmission } from './statistics.ts';
import type { TestTenant } from './tenancy.ts';

/** How a row comes into a table through what people do, and whose it is then. A table of tomorrow gets its line here. */
export const OWN_ROWS: Readonly<Record<string, (world: TransferWorld) => Promise<TestTenant>>> = {
  platform_receipt: () => makePlatformReceipt(),
  departure: async ({ unit, fonds }) => {
    await makeDeparture(unit, await fileRecords(unit, fonds.id, 1));
    return unit;
  },
  custom_figure: async ({ unit }) => {
    await makeCustomFigure(unit);
    return unit;
  },
  wall_link: async ({ unit }) => {
    await makeWallLink(unit);
    return unit;
  },
  holdings_close: async ({ unit }) => {
    await makeYearClose(unit);
    return unit;
  },
  statistical_form: async ({ bureau, unit }) => {
    await makeSubmission(bureau, unit);
    return bureau;
  },
  statistical_return: async ({ bureau, unit }) => {
    await makeSubmission(bureau, unit);
    return unit;
  },
  statistical_submission: async ({ bureau, unit }) => {
    await makeSubmission(bureau, unit);
    return unit;
  },
  reading_reservation: async ({ archives }) => {
    await makeReservation(archives);
    return archives;
  },
  service_item: async ({ archives }) => {
    await makeServiceItem(archives);
    return archives;
  },
  exhibition_text: async ({ archives }) => {
    await makeExhibitionText(archives);
    return archives;
  },
  expert_invitation: async ({ bureau, unit }) => {
    await makeExpertInvitation(bureau, unit);
    return bureau;
  },
  unit_field: async ({ bureau, unit }) => {
    await makeUnitField(bureau, unit);
    return bureau;
  },
  guidance_visit: async ({ bureau, unit }) => {
    await makePlannedVisit(bureau, unit);
    return bureau;
  },
  talent_nomination: async ({ unit, bureau }) => {
    await makeNomination(bureau, unit);
    return bureau;
  },
};
