/** A refusal that a person can act on: one line, Chinese first, and no stack. */
export class Refusal extends Error {
  constructor(code, line) {
    super(line);
    this.name = 'Refusal';
    this.code = code;
  }
}

const LINES = {
  NODE_TOO_OLD: ({ found }) =>
    `需要 Node 20.19 或更高版本，当前为 ${found} / Node 20.19 or later is needed, this is ${found}`,
  DATA_NOT_WRITABLE: ({ path, reason }) =>
    `无法写入 ${path}（${reason}），可用 LANTAI_DATA_DIR 指定别处 / cannot write to ${path}, LANTAI_DATA_DIR names another place`,
  CODE_NOT_WRITABLE: ({ path }) =>
    `无法写入 ${path}，安装和构建需要写入 / cannot write to ${path}, which installing and building need`,
  ALREADY_RUNNING: ({ path }) =>
    `已有一个实例在使用 ${path}，请先停止它 / another start is using ${path}, stop that one first`,
  PORT_INVALID: ({ port }) => `PORT=${port} 不是有效的端口 / PORT=${port} is not a port`,
  PORT_IN_USE: ({ port }) =>
    `端口 ${port} 已被占用，可改用 PORT=${Number(port) + 1} npm start / port ${port} is in use, try PORT=${Number(port) + 1} npm start`,
  INSTALL_FAILED: () => 'npm install 失败，原因见上 / npm install failed, see above',
  BUILD_FAILED: () => '构建失败，原因见上 / the build failed, see above',
  DATABASE_URL_INVALID: () =>
    'DATABASE_URL 应形如 postgres://用户:密码@主机:5432/库名 / DATABASE_URL must look like postgres://user:password@host:5432/name',
  DATABASE_UNREACHABLE: ({ detail }) => `无法连接数据库：${detail} / cannot reach the database of DATABASE_URL`,
  DATABASE_NEWER: ({ detail }) =>
    `数据库来自更新的版本，请升级程序：${detail} / the database is of a newer version, update the program`,
  PREPARE_FAILED: ({ detail }) => `数据库准备失败：${detail} / the database could not be prepared`,
  NOT_READY: ({ detail }) => `服务未能就绪：${detail} / the service did not become ready`,
  SERVICE_DIES: ({ name, log }) => `${name} 一分钟内多次退出，已停止，见 ${log} / ${name} keeps ending, given up`,
  BINARIES_MISSING: ({ detail }) =>
    `缺少内置数据库：${detail}，可改设 DATABASE_URL / the packaged Postgres is missing, set DATABASE_URL instead`,
  BINARIES_BROKEN: ({ detail }) =>
    `内置数据库无法运行：${detail}，可改设 DATABASE_URL / the packaged Postgres cannot run, set DATABASE_URL instead`,
  ACCOUNT_NAMELESS: () =>
    '当前用户在 /etc/passwd 中没有名字，数据库拒绝启动，可改设 DATABASE_URL / this account has no name in /etc/passwd, which Postgres requires; set DATABASE_URL instead',
  CLUSTER_FOREIGN: ({ detail }) => `数据库目录不可用：${detail} / the folder of the database cannot be used`,
  CLUSTER_VERSION: ({ detail }) =>
    `数据库目录属于另一个 Postgres 大版本：${detail} / the data is of another major version of Postgres`,
  CLUSTER_FAILED: ({ detail }) => `内置数据库启动失败：${detail} / the packaged Postgres did not start`,
  LOCK_HELD: ({ detail }) => `等待超时：${detail} / waited too long`,
  BROWSER_MISSING: () =>
    '未找到 Chromium，请安装：apt-get install chromium fonts-noto-cjk / no Chromium found: install it, or set LANTAI_CHROMIUM to its path',
  STEP_UNKNOWN: ({ name, known }) => `没有名为 ${name} 的步骤，可选：${known} / no step ${name}, there are: ${known}`,
  NAME_INVALID: () =>
    '用法：npm run new:feature -- <英文名，小写加连字符> / usage: npm run new:feature -- <kebab-case-name>',
  FEATURE_EXISTS: ({ path }) => `${path} 已存在 / ${path} exists already`,
};

export const refuse = (code, facts = {}) => new Refusal(code, LINES[code](facts));

/** The one line for whatever went wrong. LANTAI_DEBUG=1 adds the stack for those who work on the program. */
export const explain = (error) => {
  if (error instanceof Refusal) {
    return error.message;
  }
  const detail = firstLine(error?.message ?? String(error));
  const line = LINES[error?.code]?.({ detail }) ?? `出错了：${detail} / failed`;
  return process.env.LANTAI_DEBUG ? `${line}\n${error?.stack ?? ''}` : line;
};

/** For entry points: runs `main` and turns any failure into its line and exit code 1. */
export const runMain = async (main) => {
  try {
    await main();
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
};

export const firstLine = (text) => text.trim().split('\n')[0];
