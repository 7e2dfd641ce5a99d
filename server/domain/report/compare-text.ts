/** 版本比较: paragraphs that stayed, went and came, by the longest common run. */
export interface ComparedParagraph {
  change: 'same' | 'gone' | 'new';
  text: string;
}

export const compareParagraphs = (before: readonly string[], after: readonly string[]): ComparedParagraph[] => {
  // Lengths of the longest common subsequence of the tails.
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  const at = (row: number, column: number): number => lengths[row]?.[column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const line = lengths[row];
      if (line)
        line[column] =
          before[row] === after[column]
            ? at(row + 1, column + 1) + 1
            : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const compared: ComparedParagraph[] = [];
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    const [old, fresh] = [before[row], after[column]];
    if (old !== undefined && old === fresh) {
      compared.push({ change: 'same', text: old });
      row += 1;
      column += 1;
    } else if (old !== undefined && (fresh === undefined || at(row + 1, column) >= at(row, column + 1))) {
      compared.push({ change: 'gone', text: old });
      row += 1;
    } else if (fresh !== undefined) {
      compared.push({ change: 'new', text: fresh });
      column += 1;
    }
  }
  return compared;
};
