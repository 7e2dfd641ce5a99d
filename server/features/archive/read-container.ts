import type { TenantDb } from '@/db/client';
import { findItem, type ItemRow } from '@/db/queries/archive-item.queries';
import { listOwnTemplates } from '@/db/queries/fonds-settings.queries';
import type { GridContainer } from '@/server/domain/archive/grid-container';
import { resolveTemplate, type TemplateRef } from '@/server/domain/archive/reference-code';
import { wholeCategory } from '@/server/domain/fonds/category-settings';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

/** The 卷 or 组 that pieces are put into: one of the unit's own, filed, and in no volume itself. */
export const requireContainer = async (tdb: TenantDb, tenantId: number, id: string): Promise<ItemRow> => {
  const item = await findItem(tdb, tenantId, id);
  if (!item) throw new AppError('NOT_FOUND', `volume ${id} is not in tenant ${tenantId}`);
  if (item.level === 'piece' || item.state !== 'filed' || item.parentId !== null)
    throw new AppError('NOT_A_VOLUME', item.referenceCode);
  return item;
};

/** 案卷 or 照片组 as a grid needs it. */
export const readContainer = async (tdb: TenantDb, tenantId: number, id: string): Promise<GridContainer> => {
  const item = await requireContainer(tdb, tenantId, id);
  const categoryCode = wholeCategory(item);
  const own = item.codeTemplate.startsWith('OWN_')
    ? (await listOwnTemplates(tdb, tenantId)).find((template) => template.code === item.codeTemplate)
    : undefined;
  const template: TemplateRef = own ?? (item.codeTemplate as TemplateRef);
  return {
    id: item.id,
    level: item.level as GridContainer['level'],
    referenceCode: item.referenceCode,
    title: item.title,
    fondsId: item.fondsId,
    categoryCode,
    filingYear: item.filingYear,
    retentionCode: item.retentionCode,
    orgCode: item.orgCode,
    catalogueNumber: item.catalogueNumber,
    fileNumber: item.fileNumber,
    projectNumber: item.details.projectNumber ?? null,
    scheme: {
      categoryCode,
      templateCode: item.codeTemplate,
      yearFrom: 0,
      own: own ? { name: own.name, pattern: own.pattern, level: own.level } : null,
    },
    needsCodes: !resolveTemplate(template)?.parts.has('item'),
  };
};

export const getContainer = (tdb: TenantDb, scope: TenantScope, input: { itemId: string }): Promise<GridContainer> =>
  readContainer(tdb, scope.tenantId, input.itemId);
