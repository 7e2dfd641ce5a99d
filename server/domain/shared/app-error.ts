/**
 * Everything that can be refused, as codes. A code says what is wrong, never what the user did wrong, and is not
 * reused. `server/trpc/error-status.ts` gives each a status, `app/lib/error-messages.ts` each a text.
 */
export const APP_ERROR_CODES = [
  'NOT_FOUND',
  'SIGNED_OUT',
  'FORBIDDEN',
  'BAD_INPUT',
  'CONFLICT',
  'ALREADY_EXISTS',
  'STALE_VERSION',
  'RATE_LIMITED',
  'BATCH_TOO_LARGE',
  'ORIGIN_REFUSED',
  'TIMED_OUT',
  'INTERNAL',
  'AUDIT_MISSING',
  'IDEMPOTENCY_KEY_MISSING',
  'IDEMPOTENCY_KEY_REUSED',
  'CREDENTIALS_WRONG',
  'PASSWORD_TOO_WEAK',
  'INVITATION_NOT_VALID',
  'OFFICER_ROLES_EXCLUSIVE',
  'ROLE_NOT_ALLOWED_HERE',
  'LAST_OFFICER',
  'SUPERVISION_CYCLE',
  'SUPERVISOR_KIND_WRONG',
  'REORGANISATION_OUT_OF_ORDER',
  'TENANT_HAS_UNITS',
  'TENANT_CLOSED',
  'GRANT_NOT_LIVE',
  'GRANT_SCOPES_DIFFER',
  'ADDRESSEE_NOT_RELATED',
  'OBJECTION_ALREADY_RAISED',
  'UPLOAD_TOO_LARGE',
  'UPLOAD_TYPE_REFUSED',
  'UPLOAD_HARMFUL',
  'UPLOAD_NOT_READY',
  'STORAGE_FULL',
  'LINK_BATCH_CLOSED',
  'LINK_NOTHING_MATCHED',
  'OBJECT_DAMAGED',
  'WORKBOOK_UNREADABLE',
  'WORKBOOK_TOO_LARGE',
  'WORKBOOK_HAS_NO_HEADER',
  'IMPORT_ALREADY_FILED',
  'IMPORT_NOT_READY',
  'FONDS_NOT_OFFICIAL',
  'REFERENCE_CODE_TAKEN',
  'REFERENCE_CODE_MALFORMED',
  'CLASSIFIED_CONTENT_REFUSED',
  'ITEM_FILED',
  'DRAW_IS_FINAL',
  'DRAW_POOL_TOO_SMALL',
  'CAMPAIGN_STATE_WRONG',
  'INSPECTION_STATE_WRONG',
  'FINDING_STATE_WRONG',
  'FINDINGS_OPEN',
  'INSPECTORS_TOO_FEW',
  'SESSION_STATE_WRONG',
  'ATTENDANCE_ALREADY_RECORDED',
  'CHECK_IN_CODE_WRONG',
  'FIGURE_NOT_FOR_THIS_TENANT',
  'JOB_NOT_RETRYABLE',
] as const;

export type AppErrorCode = (typeof APP_ERROR_CODES)[number];

/** `message` is for the log; the user reads the text of `code`. `details` may be shown: no data of another tenant. */
export class AppError extends Error {
  constructor(
    readonly code: AppErrorCode,
    logMessage?: string,
    readonly details?: Record<string, string | number | boolean>,
  ) {
    super(logMessage ?? code);
    this.name = 'AppError';
  }
}

export const isAppErrorCode = (value: unknown): value is AppErrorCode =>
  typeof value === 'string' && (APP_ERROR_CODES as readonly string[]).includes(value);
