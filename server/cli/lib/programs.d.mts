/** The arguments for Node that begin a program, named by its source: as it was built, or from the source. */
export function commandOf(source: string, how: { isBuilt: boolean }): string[];
export function buildPrograms(): Promise<void>;
