import { z } from 'zod';

/** All ids are UUIDs made by the application (version 7), except a tenant's, which is a small number. */
export const uuid = z.uuid();
export const tenantId = z.number().int().positive().max(2_147_483_647);
export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/);
export const isoDate = z.iso.date();
/** Free text as a person types it: trimmed, not empty, no NUL (PostgreSQL cannot keep one). */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !value.includes('\u0000'), 'NUL');
export const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((value) => !value.includes('\u0000'), 'NUL')
    .optional()
    .transform((value) => (value === '' ? undefined : value));
