/** A failure of the packaged Postgres that its caller can explain in one line. `code` says which. */
export class ClusterError extends Error {
  constructor(code, message) {
    super(message);
    this.name = 'ClusterError';
    this.code = code;
  }
}
