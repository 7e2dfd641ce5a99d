import type { Role } from './permission.ts';

/** 角色 in words, for sheets and to-dos that the server writes. */
export const ROLE_WORDS: Record<Role, string> = {
  bureau_lead: '档案局领导',
  bureau_inspector: '监督指导人员',
  bureau_approver: '审批人员',
  archives_director: '档案馆负责人',
  archives_receiver: '接收人员',
  archives_keeper: '保管人员',
  archives_service: '利用服务人员',
  archives_reviewer: '开放审核人员',
  unit_lead: '单位分管领导',
  unit_archivist: '单位档案员',
  unit_dept: '兼职档案员',
  town_supervisor: '乡镇监督员',
  village_archivist: '村级档案员',
  vendor_staff: '外包人员',
  sys_admin: '系统管理员',
  sec_admin: '安全管理员',
  audit_admin: '审计管理员',
};
