/* What the global set-up has made, handed to the workers through the environment. */
const VARIABLE = 'LANTAI_E2E_WORLD';

export interface ServedWorld {
  /** `http://localhost:<port>`: a trustworthy origin for browsers, so that `__Host-` cookies work. */
  baseUrl: string;
  /** The administrator's URL of its database. */
  adminUrl: string;
  dataDir: string;
}

export interface E2eWorld {
  /** The demonstration district with web and worker. */
  district: ServedWorld;
  /** The same, with a canary of its tenant in every text, and only a web process. */
  canary: ServedWorld;
}

export const rememberWorld = (world: E2eWorld): void => {
  process.env[VARIABLE] = JSON.stringify(world);
};

export const isWorldUp = (): boolean => Boolean(process.env[VARIABLE]);

/** @throws when the global set-up has not run */
export const theWorld = (): E2eWorld => {
  const text = process.env[VARIABLE];
  if (!text) throw new Error('the global set-up has not run');
  return JSON.parse(text) as E2eWorld;
};
