import { z } from 'zod';
import { OCR_ENGINES } from '@/server/imaging/ocr/choose-recogniser';
import type { StoreSettings } from '@/server/objects/create-stores';
import { type ClamdAddress, parseClamdAddress } from '@/server/objects/inspect/clamd';

/** The only reader of process.env for web and worker. A wrong value ends the process with the list of what is wrong. */
const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  /** The administrator's URL; the three roles' URLs are derived from it (`db/role-urls.ts`). */
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//)
    .optional(),
  /** Keys, checkpoints, stored objects. */
  DATA_DIR: z.string().default('.data'),
  /** Where files are kept: under DATA_DIR, or in a bucket of an S3-compatible store. */
  OBJECT_STORE: z.enum(['disk', 's3']).default('disk'),
  S3_ENDPOINT: z.url().optional(),
  S3_BUCKET: z.string().min(1).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  S3_STYLE: z.enum(['path', 'host']).default('path'),
  S3_PREFIX: z
    .string()
    .regex(/^(?:[\w.-]+\/)*$/)
    .default(''),
  /** A folder that holds a copy of `records`, e.g. a mounted backup: damaged files are repaired from it. */
  SECOND_COPY_DIR: z.string().min(1).optional(),
  /** Which OCR engine reads scans where the machine has both. */
  OCR_ENGINE: z.enum(OCR_ENGINES).default('ppocr'),
  /** A ClamAV daemon on another machine, as host:port; asked before the programs of this one. */
  CLAMD_ADDRESS: z
    .string()
    .refine((text) => parseClamdAddress(text) !== null)
    .optional(),
  /** The address people type, when a proxy stands in front: decides the origin check and secure cookies. */
  PUBLIC_ORIGIN: z.url().optional(),
});
const NEEDED = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
const checked = schema.superRefine((env, context) => {
  if (env.OBJECT_STORE === 's3')
    for (const name of NEEDED)
      if (env[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: 'needed with s3' });
});
export type Env = z.infer<typeof schema>;

export const readEnv = (source: NodeJS.ProcessEnv = process.env): Env => {
  const parsed = checked.safeParse(source);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    console.error(`环境变量有误 / environment variables are wrong: ${wrong}`);
    process.exit(1);
  }
  return parsed.data;
};

/** Where to ask about viruses besides this machine. */
export const clamdOf = (env: Env): ClamdAddress | null =>
  env.CLAMD_ADDRESS === undefined ? null : parseClamdAddress(env.CLAMD_ADDRESS);

/** What decides where files are kept. */
export const storeSettings = (env: Env): StoreSettings => ({
  dataDir: env.DATA_DIR,
  secondCopy: env.SECOND_COPY_DIR,
  s3:
    env.OBJECT_STORE === 's3'
      ? {
          endpoint: env.S3_ENDPOINT ?? '',
          bucket: env.S3_BUCKET ?? '',
          region: env.S3_REGION,
          accessKeyId: env.S3_ACCESS_KEY_ID ?? '',
          secretAccessKey: env.S3_SECRET_ACCESS_KEY ?? '',
          style: env.S3_STYLE,
          prefix: env.S3_PREFIX,
        }
      : undefined,
});

/** The same from the environment alone, for a program that needs no other setting. */
export const storeSettingsAt = (dataDir: string, source: NodeJS.ProcessEnv = process.env): StoreSettings => ({
  ...storeSettings(readEnv({ DATABASE_URL: 'postgres://none', ...source })),
  dataDir,
});
