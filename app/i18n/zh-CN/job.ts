/** Names of job contracts (server/features/*.jobs.ts). */
export const job = {
  'archive.read-import': '检查导入文件',
  'archive.file-import': '导入归档',
  'archive.export-list': '导出目录',
  'archive.undo-import': '撤销导入',
  'archive.apply-changes': '登记更正',
  'archive.export-for-editing': '导出修改用表',
  'archive.print-form': '打印',
  'archive.export-fonds': '导出全宗',
  'disposition.send-transfer': '发送移交清单',
  'disposition.read-delivery': '读入移交清单',
  'disposition.finish-intake': '接收入库',
  'disposition.take-receipt': '登记接收回执',
  'disposition.apply-opening': '办理开放决定',
  'audit.seal': '封存审计记录',
} as const;
