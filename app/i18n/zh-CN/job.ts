/** Names of job contracts (server/features/*.jobs.ts). */
export const job = {
  'archive.read-import': '检查导入文件',
  'archive.file-import': '导入归档',
  'archive.export-list': '导出目录',
  'audit.seal': '封存审计记录',
} as const;
