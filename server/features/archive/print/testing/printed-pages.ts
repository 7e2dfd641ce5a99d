import { withTenantDb } from '@/db/client';
import { findStoredObject } from '@/db/queries/object.queries';
import { scopeOf } from '@/db/testing/factories/archive';
import { testObjects } from '@/db/testing/factories/calls';
import type { TestTenant } from '@/db/testing/factories/tenancy';
import { testPools } from '@/db/testing/test-db';
import { objectKey } from '@/server/objects/object-store';

/** What a print left among the files of a unit. */
export const printedBytes = async (unit: TestTenant, objectId: string): Promise<Buffer> => {
  const stored = await withTenantDb(await testPools(), scopeOf(unit), (tdb) =>
    findStoredObject(tdb, unit.id, objectId),
  );
  const parts: Buffer[] = [];
  for await (const part of testObjects().open(objectKey(unit.id, stored?.sha256 ?? ''))) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

/** Text of each page, without spaces. */
export const pagesOf = async (pdf: Buffer): Promise<string[]> => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const content = await (await document.getPage(number)).getTextContent();
    pages.push(
      content.items
        .map((item) => ('str' in item ? item.str : ''))
        .join('')
        .replace(/\s+/g, ''),
    );
  }
  await document.destroy();
  return pages;
};
