import { hash, verify } from '@node-rs/argon2';
import { AppError } from '@/server/domain/shared/app-error';

/** OWASP's minimum for argon2id (the package's default algorithm): 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The most guessed ones of this field's offices; a longer list can be set without a new version. */
const COMMON = [
  '12345678',
  '123456789',
  '1234567890',
  'password',
  'qwertyuiop',
  'admin123',
  'abc12345',
  'a1234567',
  '88888888',
  'dangan123',
  'woaini1314',
  'iloveyou1',
];

const MIN_LENGTH = 10;

/** @throws AppError PASSWORD_TOO_WEAK: under 10 characters, over 200, too common, or made of the login name. */
export const checkPassword = (password: string, loginName: string): void => {
  const lower = password.toLowerCase();
  const weak =
    [...password].length < MIN_LENGTH ||
    password.length > 200 ||
    COMMON.some((common) => lower.startsWith(common)) ||
    (loginName.length > 3 && lower.includes(loginName.toLowerCase())) ||
    new Set(lower).size < 5;
  if (weak) throw new AppError('PASSWORD_TOO_WEAK');
};

export const hashPassword = (password: string): Promise<string> => hash(password, OPTIONS);

let decoy: Promise<string> | undefined;
/** Takes as long for an unknown account as for a known one, so that time tells nothing. */
export const passwordMatches = async (password: string, stored: string | null): Promise<boolean> => {
  decoy ??= hash('no account has this password', OPTIONS);
  const matches = await verify(stored ?? (await decoy), password.slice(0, 200)).catch(() => false);
  return stored !== null && matches;
};
