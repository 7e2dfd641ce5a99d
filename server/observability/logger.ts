/** One JSON line an event. Never content of records: ids, codes and times only. */
export interface LogFields {
  requestId?: string;
  tenantId?: number;
  procedure?: string;
  code?: string;
  ms?: number;
  [key: string]: string | number | boolean | undefined | null;
}
type Sink = (line: string) => void;
let sink: Sink = (line) => process.stdout.write(`${line}\n`);

/** For tests that read what was logged. */
export const setLogSink = (next: Sink): void => {
  sink = next;
};

const write = (level: 'info' | 'warn' | 'error', message: string, fields: LogFields = {}): void =>
  sink(JSON.stringify({ at: new Date().toISOString(), level, message, ...fields }));

export const log = {
  info: (message: string, fields?: LogFields) => write('info', message, fields),
  warn: (message: string, fields?: LogFields) => write('warn', message, fields),
  /** Errors of the machine, not of the user. The stack stays in the log. */
  error: (message: string, error: unknown, fields?: LogFields) =>
    write('error', message, { ...fields, stack: error instanceof Error ? error.stack : String(error) }),
};
