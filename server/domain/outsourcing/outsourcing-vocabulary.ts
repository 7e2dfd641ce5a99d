/* 档案服务外包: the words, without zod, so that screens may take them along. Labels stand in app/i18n. */

/** 整理, 数字化加工, 寄存托管, 系统建设, 委托销毁 (domain list outsource_type). */
export const SERVICE_TYPES = ['arrange', 'digitise', 'storage', 'system', 'destroy'] as const;
export type ServiceType = (typeof SERVICE_TYPES)[number];
/** 上门, 运离. */
export const WORK_PLACES = ['onsite', 'offsite'] as const;
export type WorkPlace = (typeof WORK_PLACES)[number];
/** As it stands: a submitted filing with the bureau's answer counts as accepted or returned. */
export const FILING_STATES = ['draft', 'submitted', 'accepted', 'returned'] as const;
export type FilingState = (typeof FILING_STATES)[number];
export const isOpenFiling = (state: FilingState): boolean => state === 'draft' || state === 'returned';
/** 在名录, 重点监管, 负面清单. */
export const PROVIDER_STANDINGS = ['listed', 'watched', 'barred'] as const;
export type ProviderStanding = (typeof PROVIDER_STANDINGS)[number];
/** What an office lacks to do the work itself: 资质, 经费, 设备, 专业技术人员. */
export const CAPABILITY_PARTS = ['qualification', 'funds', 'equipment', 'people'] as const;
export type CapabilityPart = (typeof CAPABILITY_PARTS)[number];
export const CAPABILITY_DEGREES = ['enough', 'part', 'lacking'] as const;
export type CapabilityDegree = (typeof CAPABILITY_DEGREES)[number];
export const MOST_STAFF = 100;
export const MOST_FILES = 12;

/** 统一社会信用代码, as it is typed: small letters and full-width signs are the same. */
export const creditCodeOf = (typed: string): string => typed.normalize('NFKC').replace(/\s/gu, '').toUpperCase();
export const CREDIT_CODE = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

/** 姓名 岗位, a line a person. */
export const staffOf = (typed: string): { name: string; post: string }[] =>
  typed
    .split('\n')
    .map((line) => line.trim().split(/[\s,，、]+/u))
    .filter(([name]) => name)
    .map(([name = '', ...post]) => ({ name, post: post.join(' ') }));
