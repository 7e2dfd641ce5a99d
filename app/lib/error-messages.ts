import type { Locale } from '@/app/i18n/messages';
import type { AppErrorCode } from '@/server/domain/shared/app-error';

/** What happened, and what to do next. Whether anything was saved is said by the place that shows it. */
export interface ErrorText {
  what: string;
  next: string;
}

type Pair = readonly [what: string, next: string];

const ZH: Record<AppErrorCode, Pair> = {
  NOT_FOUND: ['没有这一页，或者您不能看', '检查地址；应当能看的，请联系本单位管理员'],
  SIGNED_OUT: ['登录已经过期', '重新登录后继续，填写的内容还在'],
  FORBIDDEN: ['您在本单位没有做这件事的权限', '请本单位安全管理员调整角色'],
  BAD_INPUT: ['填写的内容有不合要求的地方', '改正标出的栏目后再提交'],
  CONFLICT: ['有人同时改了同一内容', '刷新后核对，再改一次'],
  ALREADY_EXISTS: ['已经有一条相同的记录', '先查已有的记录，不要重复登记'],
  STALE_VERSION: ['您打开之后，这条记录被别人改过', '刷新看到最新内容，再改一次'],
  RATE_LIMITED: ['操作太快，暂时停一停', '过一分钟再试'],
  BATCH_TOO_LARGE: ['一次请求的内容太多', '分几次做'],
  ORIGIN_REFUSED: ['请求不是从本系统的页面发出的', '从本系统的页面重新进入'],
  TIMED_OUT: ['等了太久，没有做完', '缩小范围后再试'],
  INTERNAL: ['系统内部出了故障', '过几分钟再试；仍不行，把编号发给管理员'],
  AUDIT_MISSING: ['审计记录没有写成，所以这次操作被取消', '把编号发给管理员'],
  IDEMPOTENCY_KEY_MISSING: ['这次提交缺少防重复的编号', '刷新页面后再提交'],
  IDEMPOTENCY_KEY_REUSED: ['同一次提交的内容前后不同', '刷新页面，核对后再提交'],
  CREDENTIALS_WRONG: ['用户名或密码不对', '检查大小写后再试；忘记密码请联系本单位系统管理员'],
  PASSWORD_TOO_WEAK: ['密码太简单', '至少 10 个字符，不用常见密码，不含用户名'],
  INVITATION_NOT_VALID: ['邀请已经失效：用过、撤销或过期', '请邀请人重新发一份'],
  OFFICER_ROLES_EXCLUSIVE: ['三员之间、三员与业务角色不能由一人兼任', '换一个人，或者先去掉其他角色'],
  ROLE_NOT_ALLOWED_HERE: ['这类单位没有这个角色', '选择本单位可用的角色'],
  LAST_OFFICER: ['这是最后一名该类管理员', '先任命接替的人'],
  SUPERVISION_CYCLE: ['监督关系成了环', '检查上级单位'],
  SUPERVISOR_KIND_WRONG: ['这类单位不能监督指导那类单位', '另选上级单位'],
  REORGANISATION_OUT_OF_ORDER: ['该单位在这一天或以后已经有变动', '选择更晚的日期：同一单位的变动按日期先后登记'],
  TENANT_HAS_UNITS: ['这个单位下面还有单位', '先把下面的单位划转或合并'],
  TENANT_CLOSED: ['单位已经撤销，只能查看', '到承接单位办理'],
  GRANT_NOT_LIVE: ['查阅授权已经到期或收回', '需要继续查阅的，重新办理授权'],
  GRANT_SCOPES_DIFFER: ['几份授权的范围不同，不能一起看', '一次选择一份授权'],
  ADDRESSEE_NOT_RELATED: ['收文单位与本单位没有监督关系', '检查收文单位'],
  OBJECTION_ALREADY_RAISED: ['对这份授权已经提过异议', '在往来中查看答复'],
  UPLOAD_TOO_LARGE: ['文件太大', '压缩或分成几个文件后再上传'],
  UPLOAD_TYPE_REFUSED: ['不接收这种格式的文件', '换成页面上列出的格式'],
  UPLOAD_HARMFUL: ['这个文件被病毒扫描或安全检查拦下，已隔离，没有入库', '换一份干净的文件再传'],
  UPLOAD_NOT_READY: ['文件还没有传完或没有通过检查，没有挂接', '等上传完成后再试'],
  LINK_BATCH_CLOSED: ['这个挂接批次正在处理或已经完成，没有改动', '刷新页面看最新状态'],
  LINK_NOTHING_MATCHED: ['这批文件没有一个对上档号，没有挂接', '先把文件拖到对应的条目上，或改文件名后再匹配'],
  STORAGE_FULL: ['本单位的存储空间不够，文件没有上传', '请系统管理员扩容后再传'],
  OBJECT_DAMAGED: ['文件与登记的校验值不一致，已停止打开', '把编号发给管理员，从副本恢复'],
  WORKBOOK_UNREADABLE: ['读不懂这个表格文件', '另存为 xlsx 后再上传'],
  WORKBOOK_TOO_LARGE: ['表格太大', '按年度分成几个文件'],
  WORKBOOK_HAS_NO_HEADER: ['第一行找不到栏目名称', '用模板的第一行，再上传'],
  IMPORT_ALREADY_FILED: ['这个文件已经导入过', '查看上次的导入结果'],
  IMPORT_NOT_READY: ['导入还没有检查完', '等检查完成后再确认'],
  FONDS_NOT_OFFICIAL: ['全宗号还没有正式分配', '先由档案馆分配全宗号'],
  REFERENCE_CODE_TAKEN: ['档号已经被占用', '换一个件号，或者查看占用它的档案'],
  REFERENCE_CODE_MALFORMED: ['档号的结构不对', '按本门类的档号规则填写'],
  CLASSIFIED_CONTENT_REFUSED: ['内容疑似涉密，本系统不能存放', '不要再上传；按保密规定处理'],
  ITEM_FILED: ['已归档的档案不能直接改', '填写更正单'],
  DRAW_IS_FINAL: ['抽取结果已经确定，不能重抽', '需要调整的，新建一批检查'],
  DRAW_POOL_TOO_SMALL: ['可抽取的单位或人员不够', '放宽条件，或减少抽取数量'],
  CAMPAIGN_STATE_WRONG: ['检查批次的状态已经变了', '刷新后再看'],
  INSPECTION_STATE_WRONG: ['检查的状态已经变了', '刷新后再看'],
  FINDING_STATE_WRONG: ['问题的状态已经变了', '刷新后再看'],
  FINDINGS_OPEN: ['还有问题没有处理完', '处理完所有问题再办结'],
  INSPECTORS_TOO_FEW: ['检查人员不足两人', '再加一名检查人员'],
  SESSION_STATE_WRONG: ['培训班次的状态已经变了', '刷新后再看'],
  ATTENDANCE_ALREADY_RECORDED: ['已经登记过签到', '不用再登记'],
  CHECK_IN_CODE_WRONG: ['签到码不对或已过期', '看现场屏幕上最新的签到码'],
  FIGURE_NOT_FOR_THIS_TENANT: ['本单位没有这项指标', '选择本单位的指标'],
  JOB_NOT_RETRYABLE: ['这个任务不能重做', '重新发起'],
};

const EN: Record<AppErrorCode, Pair> = {
  NOT_FOUND: [
    'There is no such page, or it is not yours to see',
    'Check the address. If you should see it, ask the administrator of your unit',
  ],
  SIGNED_OUT: ['Your session has expired', 'Sign in again to go on; what you typed is still here'],
  FORBIDDEN: [
    'Your role in this unit does not include this',
    'Ask the security officer of your unit to change your role',
  ],
  BAD_INPUT: ['Some of what was entered does not fit', 'Correct the marked fields and submit again'],
  CONFLICT: ['Somebody changed the same thing at the same time', 'Refresh, compare, and change it again'],
  ALREADY_EXISTS: ['There is such a record already', 'Look at the existing record before adding one'],
  STALE_VERSION: [
    'Somebody changed this record after you opened it',
    'Refresh to see the latest, then change it again',
  ],
  RATE_LIMITED: ['Too many requests in a short time', 'Wait a minute and try again'],
  BATCH_TOO_LARGE: ['Too much in one request', 'Do it in several steps'],
  ORIGIN_REFUSED: ['The request did not come from a page of this system', 'Open the page of this system again'],
  TIMED_OUT: ['It took too long and was stopped', 'Narrow the range and try again'],
  INTERNAL: [
    'Something inside the system failed',
    'Try again in a few minutes; if it goes on, send the number to the administrator',
  ],
  AUDIT_MISSING: [
    'The audit record could not be written, so the act was cancelled',
    'Send the number to the administrator',
  ],
  IDEMPOTENCY_KEY_MISSING: ['The submission lacks its key against duplicates', 'Refresh the page and submit again'],
  IDEMPOTENCY_KEY_REUSED: ['The same submission arrived with different content', 'Refresh, check, and submit again'],
  CREDENTIALS_WRONG: [
    'The user name or the password is wrong',
    'Check capital letters; if you forgot the password, ask the system officer of your unit',
  ],
  PASSWORD_TOO_WEAK: [
    'The password is too easy to guess',
    'At least 10 characters, not a common one, without the user name',
  ],
  INVITATION_NOT_VALID: ['The invitation is used, revoked or expired', 'Ask for a new one'],
  OFFICER_ROLES_EXCLUSIVE: [
    'One person may not hold two officer roles, or an officer and a business role',
    'Choose another person, or remove the other roles first',
  ],
  ROLE_NOT_ALLOWED_HERE: ['This kind of unit has no such role', 'Choose a role of this unit'],
  LAST_OFFICER: ['This is the last officer of the kind', 'Appoint a successor first'],
  SUPERVISION_CYCLE: ['The supervision would run in a circle', 'Check the superior unit'],
  SUPERVISOR_KIND_WRONG: ['This kind of unit does not supervise that kind', 'Choose another supervisor'],
  REORGANISATION_OUT_OF_ORDER: [
    'A change on this day or a later one is recorded already',
    'Choose a later date: changes of a unit are recorded in their order',
  ],
  TENANT_HAS_UNITS: ['The unit still supervises others', 'Move or merge those first'],
  TENANT_CLOSED: ['The unit was abolished and is read-only', 'Go to the unit that succeeded it'],
  GRANT_NOT_LIVE: ['The access grant has ended or was revoked', 'Ask for a new grant to go on'],
  GRANT_SCOPES_DIFFER: ['The grants cover different ranges and cannot be read together', 'Choose one grant at a time'],
  ADDRESSEE_NOT_RELATED: ['There is no supervision between your unit and the addressee', 'Check the addressee'],
  OBJECTION_ALREADY_RAISED: ['An objection to this grant was raised already', 'See the answer in the correspondence'],
  UPLOAD_TOO_LARGE: ['The file is too large', 'Compress it or split it'],
  UPLOAD_TYPE_REFUSED: ['Files of this format are not taken', 'Use one of the formats listed on the page'],
  UPLOAD_HARMFUL: [
    'The virus scan or the safety check stopped this file; it is in quarantine and was not stored.',
    'Upload a clean copy.',
  ],
  UPLOAD_NOT_READY: [
    'The file is not complete or did not pass the check, so it was not linked.',
    'Try again when it is uploaded.',
  ],
  LINK_BATCH_CLOSED: [
    'This batch is being processed or is finished; nothing was changed.',
    'Reload to see where it stands.',
  ],
  LINK_NOTHING_MATCHED: [
    'No file of the batch matched a reference code, so nothing was linked.',
    'Assign files by hand, or rename them and match again.',
  ],
  STORAGE_FULL: ['The unit has no room left, so the file was not uploaded.', 'Ask the administrator for more room.'],
  OBJECT_DAMAGED: [
    'The file does not match its registered digest, so it was not opened',
    'Send the number to the administrator to restore a copy',
  ],
  WORKBOOK_UNREADABLE: ['The workbook could not be read', 'Save it as xlsx and upload again'],
  WORKBOOK_TOO_LARGE: ['The workbook is too large', 'Split it by year'],
  WORKBOOK_HAS_NO_HEADER: ['The first row holds no column names', 'Use the first row of the template'],
  IMPORT_ALREADY_FILED: ['This file was imported before', 'See the result of that import'],
  IMPORT_NOT_READY: ['The import is still being checked', 'Confirm when the check has finished'],
  FONDS_NOT_OFFICIAL: ['The fonds number is not official yet', 'The archival repository assigns it first'],
  REFERENCE_CODE_TAKEN: ['The reference code is taken', 'Use another item number, or see which record holds it'],
  REFERENCE_CODE_MALFORMED: ['The reference code is not built by the rule', 'Follow the rule of this category'],
  CLASSIFIED_CONTENT_REFUSED: [
    'The content looks classified and may not be kept here',
    'Do not upload it again; follow the secrecy rules',
  ],
  ITEM_FILED: ['A filed record cannot be changed directly', 'File a correction'],
  DRAW_IS_FINAL: ['The draw is final', 'Create a new campaign to change it'],
  DRAW_POOL_TOO_SMALL: ['There are not enough units or inspectors to draw from', 'Relax the conditions or draw fewer'],
  CAMPAIGN_STATE_WRONG: ['The state of the campaign has changed', 'Refresh and look again'],
  INSPECTION_STATE_WRONG: ['The state of the inspection has changed', 'Refresh and look again'],
  FINDING_STATE_WRONG: ['The state of the finding has changed', 'Refresh and look again'],
  FINDINGS_OPEN: ['Some findings are still open', 'Settle all findings before closing'],
  INSPECTORS_TOO_FEW: ['Fewer than two inspectors', 'Add another inspector'],
  SESSION_STATE_WRONG: ['The state of the course session has changed', 'Refresh and look again'],
  ATTENDANCE_ALREADY_RECORDED: ['The attendance is recorded already', 'Nothing more to do'],
  CHECK_IN_CODE_WRONG: ['The check-in code is wrong or out of date', 'Use the code on the screen in the room'],
  FIGURE_NOT_FOR_THIS_TENANT: ['This unit has no such figure', 'Choose a figure of this unit'],
  JOB_NOT_RETRYABLE: ['This job cannot be run again', 'Start a new one'],
};

const TEXTS: Record<Locale, Record<AppErrorCode, Pair>> = { 'zh-CN': ZH, en: EN };

export const errorText = (code: AppErrorCode, locale: Locale): ErrorText => {
  const [what, next] = TEXTS[locale][code];
  return { what, next };
};
