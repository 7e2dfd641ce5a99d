import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { MaterialDrawer } from '@/app/features/guidance/material-drawer';
import { Attachments } from '@/app/features/inspection/exchange';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { MaterialView } from '@/server/domain/guidance/guidance-material';

export const handle: ScreenHandle<{ material: MaterialView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('guidance.materialsTitle'), to: `/w/${params.slug}/guidance/materials` },
    { label: data?.material.title ?? '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const { slug = '', materialId = '' } = params;
  const { guidance, guidanceDesk } = context.api.workspace(slug);
  const material = await loadOrThrow(asked, guidanceDesk.materialById({ materialId }));
  return { material, units: await loadOrThrow(asked, guidance.units()) };
};

/** 签收情况: who has not signed for it first. */
const Readers = ({ material }: { material: MaterialView }) => {
  const t = useText();
  const locale = useLocale();
  return (
    <section className="lt-section" aria-label={t('guidance.readers')}>
      <h2>{t('guidance.readers')}</h2>
      <div className="lt-scroll-x">
        <table className="lt-table lt-table-plain">
          <thead>
            <tr>
              <th scope="col">{t('guidance.unit')}</th>
              <th scope="col">{t('guidance.version')}</th>
              <th scope="col">{t('guidance.read')}</th>
            </tr>
          </thead>
          <tbody>
            {material.units.map((unit) => (
              <tr key={unit.unitTenantId}>
                <th scope="row">{unit.name}</th>
                <td>V{unit.version}</td>
                <td>
                  {unit.readAt ? (
                    <>
                      {unit.readBy} {formatDateTime(unit.readAt, locale)}
                    </>
                  ) : (
                    <Status kind="attention">{t('guidance.unread')}</Status>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};

/** One material: what it says, its versions, who has signed for it. */
export default function Material() {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { material, units } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const canRegister = useCan('guidance.register');
  const [revising, setRevising] = useState(false);
  const known = new Set(units.map((unit) => unit.tenantId));
  return (
    <div className="lt-page lt-paper-page">
      <PageHeader
        title={material.title}
        lead={`V${material.version} ${material.publishedOn ?? ''}`}
        actions={
          canRegister ? (
            <Button look="primary" icon="send" onClick={() => setRevising(true)}>
              {t('guidance.reviseMaterial')}
            </Button>
          ) : null
        }
      />
      <FactList
        facts={[
          [t('guidance.materialKind'), t(`guidance.material_${material.kind}`)],
          [t('guidance.readUnits'), t('guidance.ofTarget', { done: material.read, all: material.sent })],
        ]}
      />
      <p className="lt-words">{material.words}</p>
      <Attachments
        files={material.files}
        hrefOf={({ objectId }) =>
          downloadPath(slug, 'guidanceDesk.downloadMaterialFile', { materialId: material.id, objectId })
        }
      />
      <Readers material={material} />
      <section className="lt-section" aria-label={t('guidance.versions')}>
        <h2>{t('guidance.versions')}</h2>
        <ul>
          {material.versions.map((version) => (
            <li key={version.version}>
              V{version.version} {version.publishedOn} {version.publishedByName}{' '}
              {t('guidance.ofTarget', { done: version.read, all: version.sentUnits })}
            </li>
          ))}
        </ul>
      </section>
      {revising ? (
        <MaterialDrawer
          units={units}
          revised={{
            words: material.words,
            unitTenantIds: material.units.map((unit) => unit.unitTenantId).filter((id) => known.has(id)),
          }}
          onClose={() => setRevising(false)}
          onSubmit={async ({ files = [], words, unitTenantIds }, idempotencyKey) => {
            const { id: materialId, rowVersion } = material;
            const fileObjectIds = files.map((file) => file.id);
            const input = { materialId, rowVersion, words, unitTenantIds, fileObjectIds };
            const sent = await client.guidanceDesk.reviseMaterial.mutate(input, { context: { idempotencyKey } });
            toast({ text: t('guidance.materialSent', { n: sent.units }) });
            revalidate();
          }}
        />
      ) : null}
    </div>
  );
}
