import type { GrantDb } from '@/db/client';
import type { LiveGrant } from '@/db/queries/grant.queries';
import { type GrantedNameRow, listGrantedNames } from '@/db/queries/granted-archive.queries';
import type { UnitNamesView } from '@/server/domain/archive/granted-archive';

/** Own words of units, gathered while one group of grants after the other is open. */
export class UnitNames {
  /** By unit; a word that two grants over one unit show is one word. */
  private readonly byUnit = new Map<number, Map<string, GrantedNameRow>>();

  async read(gdb: GrantDb, units: readonly number[]): Promise<void> {
    for (const row of await listGrantedNames(gdb, units)) {
      const known = this.byUnit.get(row.tenantId) ?? new Map<string, GrantedNameRow>();
      this.byUnit.set(row.tenantId, known.set(`${row.kind} ${row.code}`, row));
    }
  }

  /** Of one unit, by code. */
  of({ unitTenantId, unitSlug }: Pick<LiveGrant, 'unitTenantId' | 'unitSlug'>): UnitNamesView {
    const rows = [...(this.byUnit.get(unitTenantId)?.values() ?? [])];
    const words = (kind: GrantedNameRow['kind']) =>
      Object.fromEntries(rows.filter((row) => row.kind === kind).map((row) => [row.code, row.name]));
    return { unitSlug, categories: words('category'), topics: words('topic') };
  }

  /** Of the units that a page shows; units without a word of their own are left out. */
  among(units: Iterable<LiveGrant>): UnitNamesView[] {
    return [...units].filter((unit) => this.byUnit.has(unit.unitTenantId)).map((unit) => this.of(unit));
  }

  /** What all units together call a code; null where none has a word of its own for it. */
  together(kind: GrantedNameRow['kind'], code: string): string | null {
    const words = [...this.byUnit.values()].flatMap((rows) => rows.get(`${kind} ${code}`)?.name ?? []);
    return words.length > 0 ? [...new Set(words)].join('／') : null;
  }
}
