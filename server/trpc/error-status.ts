import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc';
import { AppError, type AppErrorCode } from '@/server/domain/shared/app-error';

/** The one place where a code becomes a status. "Not yours" and "not there" are the same NOT_FOUND. */
export const ERROR_STATUS: Record<AppErrorCode, TRPC_ERROR_CODE_KEY> = {
  NOT_FOUND: 'NOT_FOUND',
  SIGNED_OUT: 'UNAUTHORIZED',
  FORBIDDEN: 'FORBIDDEN',
  BAD_INPUT: 'BAD_REQUEST',
  CONFLICT: 'CONFLICT',
  ALREADY_EXISTS: 'CONFLICT',
  STALE_VERSION: 'CONFLICT',
  RATE_LIMITED: 'TOO_MANY_REQUESTS',
  BATCH_TOO_LARGE: 'BAD_REQUEST',
  ORIGIN_REFUSED: 'FORBIDDEN',
  TIMED_OUT: 'TIMEOUT',
  INTERNAL: 'INTERNAL_SERVER_ERROR',
  AUDIT_MISSING: 'INTERNAL_SERVER_ERROR',
  IDEMPOTENCY_KEY_MISSING: 'BAD_REQUEST',
  IDEMPOTENCY_KEY_REUSED: 'UNPROCESSABLE_CONTENT',
  CREDENTIALS_WRONG: 'UNPROCESSABLE_CONTENT',
  PASSWORD_TOO_WEAK: 'UNPROCESSABLE_CONTENT',
  INVITATION_NOT_VALID: 'NOT_FOUND',
  OFFICER_ROLES_EXCLUSIVE: 'UNPROCESSABLE_CONTENT',
  ROLE_NOT_ALLOWED_HERE: 'UNPROCESSABLE_CONTENT',
  LAST_OFFICER: 'UNPROCESSABLE_CONTENT',
  SUPERVISION_CYCLE: 'UNPROCESSABLE_CONTENT',
  SUPERVISOR_KIND_WRONG: 'UNPROCESSABLE_CONTENT',
  REORGANISATION_OUT_OF_ORDER: 'CONFLICT',
  TENANT_HAS_UNITS: 'CONFLICT',
  TENANT_CLOSED: 'UNPROCESSABLE_CONTENT',
  GRANT_NOT_LIVE: 'NOT_FOUND',
  GRANT_SCOPES_DIFFER: 'BAD_REQUEST',
  ADDRESSEE_NOT_RELATED: 'NOT_FOUND',
  OBJECTION_ALREADY_RAISED: 'CONFLICT',
  UPLOAD_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  UPLOAD_TYPE_REFUSED: 'UNSUPPORTED_MEDIA_TYPE',
  OBJECT_DAMAGED: 'INTERNAL_SERVER_ERROR',
  WORKBOOK_UNREADABLE: 'UNPROCESSABLE_CONTENT',
  WORKBOOK_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  WORKBOOK_HAS_NO_HEADER: 'UNPROCESSABLE_CONTENT',
  IMPORT_ALREADY_FILED: 'CONFLICT',
  IMPORT_NOT_READY: 'CONFLICT',
  FONDS_NOT_OFFICIAL: 'UNPROCESSABLE_CONTENT',
  REFERENCE_CODE_TAKEN: 'CONFLICT',
  REFERENCE_CODE_MALFORMED: 'UNPROCESSABLE_CONTENT',
  CLASSIFIED_CONTENT_REFUSED: 'UNPROCESSABLE_CONTENT',
  ITEM_FILED: 'CONFLICT',
  DRAW_IS_FINAL: 'CONFLICT',
  DRAW_POOL_TOO_SMALL: 'UNPROCESSABLE_CONTENT',
  CAMPAIGN_STATE_WRONG: 'CONFLICT',
  INSPECTION_STATE_WRONG: 'CONFLICT',
  FINDING_STATE_WRONG: 'CONFLICT',
  FINDINGS_OPEN: 'CONFLICT',
  INSPECTORS_TOO_FEW: 'UNPROCESSABLE_CONTENT',
  SESSION_STATE_WRONG: 'CONFLICT',
  ATTENDANCE_ALREADY_RECORDED: 'CONFLICT',
  CHECK_IN_CODE_WRONG: 'UNPROCESSABLE_CONTENT',
  FIGURE_NOT_FOR_THIS_TENANT: 'NOT_FOUND',
  JOB_NOT_RETRYABLE: 'CONFLICT',
};

/** PostgreSQL's refusals that a user can cause, by constraint first, then by class. */
const BY_CONSTRAINT: Record<string, AppErrorCode> = {
  membership_officer_roles: 'OFFICER_ROLES_EXCLUSIVE',
  addressee_related: 'NOT_FOUND',
  inspection_campaign_draw_final: 'DRAW_IS_FINAL',
  rectification_waiting: 'FINDING_STATE_WRONG',
  dispatch_once: 'FINDING_STATE_WRONG',
  archive_item_code: 'REFERENCE_CODE_TAKEN',
  grant_objection_once: 'OBJECTION_ALREADY_RAISED',
  import_batch_file: 'IMPORT_ALREADY_FILED',
  course_attendance_tenant_id_session_id_unit_tenant_id_perso_key: 'ATTENDANCE_ALREADY_RECORDED',
};
const BY_SQLSTATE: Record<string, AppErrorCode> = {
  '23505': 'ALREADY_EXISTS',
  '23503': 'NOT_FOUND',
  '23514': 'BAD_INPUT',
  '22P02': 'BAD_INPUT',
  '22003': 'BAD_INPUT',
  '22008': 'BAD_INPUT',
  '22021': 'BAD_INPUT',
  '22P05': 'BAD_INPUT',
  '40001': 'CONFLICT',
  '40P01': 'CONFLICT',
  '57014': 'TIMED_OUT',
  '42501': 'NOT_FOUND',
};

/** The code behind any thrown value; null when it is a fault of ours. */
export const appErrorOf = (error: unknown): AppError | null => {
  if (error instanceof AppError) return error;
  if (typeof error !== 'object' || error === null) return null;
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  const byConstraint = typeof constraint === 'string' ? BY_CONSTRAINT[constraint] : undefined;
  const found = byConstraint ?? (typeof code === 'string' ? BY_SQLSTATE[code] : undefined);
  return found ? new AppError(found, error instanceof Error ? error.message : undefined) : null;
};
