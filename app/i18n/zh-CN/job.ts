/** Names of job contracts (server/features/*.jobs.ts). */
export const job = {
  'archive.read-import': '检查导入文件',
  'archive.file-import': '导入归档',
  'archive.export-list': '导出目录',
  'audit.seal': '封存审计记录',
  'digital.commit-files': '文件入库',
  'digital.recognise-file': '识别文字',
  'digital.match-batch': '匹配文件与条目',
  'digital.link-batch': '批量挂接',
  'digital.undo-linking': '撤销批量挂接',
} as const;
