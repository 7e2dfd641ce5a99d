/* What an inspector may see, said without the database: the expectation that the walks hold its answers against. */

export interface KnownItem {
  id: string;
  tenantId: number;
  category: string;
  year: number;
  isFiled: boolean;
  title: string;
}
export interface KnownVisit {
  id: string;
  tenantId: number;
  year: number;
}
/** A line of 库房与保管登记; `year` null where the register has none. */
export interface KnownLine {
  id: string;
  tenantId: number;
  register: Register;
  room: string;
  year: number | null;
}
export const REGISTERS = ['rooms', 'stock_takes'] as const;
export type Register = (typeof REGISTERS)[number];
export interface KnownGrant {
  id: string;
  unitId: number;
  unitSlug: string;
  accountIds: readonly string[];
  classes: readonly string[];
  categories: readonly string[] | null;
  yearFrom: number | null;
  yearTo: number | null;
  /** Of the class `storage`; rooms null is all of them. */
  registers: readonly Register[] | null;
  rooms: readonly string[] | null;
  hasBegun: boolean;
  hasEnded: boolean;
}

const EARLIEST = 1000;
const LATEST = 2999;

const holdsYear = (grant: KnownGrant, year: number): boolean =>
  year >= (grant.yearFrom ?? EARLIEST) && year <= (grant.yearTo ?? LATEST);

export class GrantModel {
  private readonly grants = new Map<string, KnownGrant>();

  add(grant: KnownGrant): void {
    this.grants.set(grant.id, grant);
  }

  end(id: string): void {
    const grant = this.grants.get(id);
    if (grant) this.grants.set(id, { ...grant, hasEnded: true });
  }

  all(): KnownGrant[] {
    return [...this.grants.values()];
  }

  live(account: string, recordClass: string, unitSlug: string | null): KnownGrant[] {
    return this.all().filter(
      (grant) =>
        grant.hasBegun &&
        !grant.hasEnded &&
        grant.accountIds.includes(account) &&
        grant.classes.includes(recordClass) &&
        (unitSlug === null || grant.unitSlug === unitSlug),
    );
  }

  /** The grants that open a record to somebody. None: it is not there for them. */
  opening(account: string, item: KnownItem, unitSlug: string | null): KnownGrant[] {
    if (!item.isFiled) return [];
    return this.live(account, 'archive', unitSlug).filter(
      (grant) =>
        grant.unitId === item.tenantId &&
        holdsYear(grant, item.year) &&
        (grant.categories === null || grant.categories.includes(item.category)),
    );
  }

  /** The grants under which a register of a unit may be read at all. */
  openingRegister(account: string, register: Register, unitSlug: string): KnownGrant[] {
    return this.live(account, 'storage', unitSlug).filter((grant) => grant.registers?.includes(register));
  }

  mayReadLine(account: string, line: KnownLine, unitSlug: string): boolean {
    return this.openingRegister(account, line.register, unitSlug).some(
      (grant) =>
        grant.unitId === line.tenantId &&
        (line.year === null || holdsYear(grant, line.year)) &&
        (grant.rooms === null || grant.rooms.includes(line.room)),
    );
  }

  mayReadVisit(account: string, visit: KnownVisit, unitSlug: string): boolean {
    return this.live(account, 'use', unitSlug).some(
      (grant) => grant.unitId === visit.tenantId && holdsYear(grant, visit.year),
    );
  }
}
