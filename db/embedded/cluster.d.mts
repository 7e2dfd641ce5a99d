export interface EmbeddedCluster {
  /** Connection string of the superuser to the database `lantai`. */
  readonly url: string;
  readonly pid: number;
  /** Settles when the server has ended, by `stop` or by itself. */
  readonly exited: Promise<void>;
  /** Ends the server, unless other processes still use it. */
  stop(): Promise<void>;
}

export interface StartClusterOptions {
  readonly dataDir: string;
  /** Server settings over the built-in ones, such as `{ fsync: 'off' }` for a throw-away cluster. */
  readonly settings?: Readonly<Record<string, string>>;
}

export function startCluster(options: StartClusterOptions): Promise<EmbeddedCluster>;
