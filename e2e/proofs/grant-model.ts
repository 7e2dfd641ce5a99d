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
/** A line of 台账. */
export interface KnownEntry {
  id: string;
  tenantId: number;
  book: string;
  year: number;
}
/** 台账 that grants of the walks name, alone or both; each may be opened by its name. */
export const BOOKS = ['safety_check', 'room_climate'] as const;
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
  /** Of the class `register`: 台账 by code. */
  books: readonly string[] | null;
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

  /** The grants under which 台账 of a unit may be read at all, the one that ends last first. */
  openingBook(account: string, book: string, unitSlug: string): KnownGrant[] {
    return this.live(account, 'register', unitSlug).filter((grant) => grant.books?.includes(book));
  }

  openingEntry(account: string, entry: KnownEntry, unitSlug: string): KnownGrant[] {
    return this.openingBook(account, entry.book, unitSlug).filter(
      (grant) => grant.unitId === entry.tenantId && holdsYear(grant, entry.year),
    );
  }

  mayReadVisit(account: string, visit: KnownVisit, unitSlug: string): boolean {
    return this.live(account, 'use', unitSlug).some(
      (grant) => grant.unitId === visit.tenantId && holdsYear(grant, visit.year),
    );
  }
}
