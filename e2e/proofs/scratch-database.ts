import { Client } from 'pg';

/** An empty database of its own beside the one of the given URL, for a proof that needs a world to itself. */
export const emptyDatabase = async (
  adminUrl: string,
  purpose: string,
): Promise<{ url: string; drop(): Promise<void> }> => {
  const name = `lantai_proof_${purpose}_${process.pid}`;
  const run = async (statement: string): Promise<void> => {
    const admin = new Client({ connectionString: adminUrl });
    await admin.connect();
    await admin.query(statement);
    await admin.end();
  };
  await run(`drop database if exists ${name} with (force)`);
  await run(`create database ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => run(`drop database if exists ${name} with (force)`) };
};
