/** Why a workbook is not read. `code` is an AppErrorCode, `reason` a machine word for the log and the details. */
export class Refusal extends Error {
  /**
   * @param {'WORKBOOK_UNREADABLE' | 'WORKBOOK_TOO_LARGE'} code
   * @param {string} reason
   */
  constructor(code, reason) {
    super(`${code} ${reason}`);
    this.code = code;
    this.reason = reason;
  }
}

/** @param {string} reason */
export const unreadable = (reason) => new Refusal('WORKBOOK_UNREADABLE', reason);
/** @param {string} reason */
export const tooLarge = (reason) => new Refusal('WORKBOOK_TOO_LARGE', reason);
