/** What .xlsx and .xls have in common: how far a sheet is read, and numbers as a person sees them. */
export const SHEET_LIMITS = { columns: 256, sheets: 255, sheetNameCharacters: 100 };

const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/**
 * A stored number as the text a person sees: dates 'YYYY-MM-DD', integers without exponent, no floating noise.
 * @param {string} raw
 * @param {boolean} isDate
 * @param {boolean} is1904
 */
export function numberText(raw, isDate, is1904) {
  const value = Number(raw);
  if (raw === '' || !Number.isFinite(value)) return raw;
  if (isDate && value >= 1 && value < 2_958_466) {
    return new Date((is1904 ? EPOCH_1904 : EPOCH_1900) + Math.floor(value) * 86_400_000).toISOString().slice(0, 10);
  }
  return Number.isSafeInteger(value) ? String(value) : String(Number(value.toPrecision(15)));
}
