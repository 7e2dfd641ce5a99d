import { z } from 'zod';

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
  /** The address people type, when a proxy stands in front: decides the origin check and secure cookies. */
  PUBLIC_ORIGIN: z.url().optional(),
});
export type Env = z.infer<typeof schema>;

export const readEnv = (source: NodeJS.ProcessEnv = process.env): Env => {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    console.error(`环境变量有误 / environment variables are wrong: ${wrong}`);
    process.exit(1);
  }
  return parsed.data;
};
