/**
 * `app`: the database of `npm start`, joined when that is running. `test`: throw-away, not crash-safe.
 * `bench`: apart from the application's, with its settings.
 */
export type DatabasePurpose = 'app' | 'test' | 'bench';

export interface EnsuredDatabase {
  /** Connection string of an account that may create roles and databases. */
  readonly url: string;
  stop(): Promise<void>;
}

export function ensureDatabase(options: { purpose: DatabasePurpose }): Promise<EnsuredDatabase>;

/** Absolute path of the folder that holds all state on this machine: `.data`, or LANTAI_DATA_DIR. */
export function dataRoot(): string;
