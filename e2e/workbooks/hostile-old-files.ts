/** Old .xls and .dbf files that attack their reader. */
import { makeDbf, makeXls } from './make-xls';

export type HostileWorkbook = {
  name: string;
  make: () => Buffer;
  reasons: readonly string[];
  /** Worth measuring the memory of the reading process. */
  isHeavy?: boolean;
};

const manyRows = (count: number): string[][] =>
  Array.from({ length: count }, (_unused, index) => [`A${index}`, `关于第${index}件事项的通知`, '20230506']);

export const HOSTILE_OLD_FILES: readonly HostileWorkbook[] = [
  {
    name: 'an old .xls that is nothing but its mark',
    make: () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)]),
    reasons: ['damaged', 'not_workbook'],
  },
  {
    name: 'an old .xls whose sectors form a ring',
    make: () => {
      const bytes = makeXls([{ name: '目录', rows: [['档号', '题名', '日期'], ...manyRows(2_000)] }]);
      // Every sector of the allocation table names itself as the next one.
      const table = 512 * (1 + bytes.readUInt32LE(76));
      for (let index = 0; index < 128; index += 1) bytes.writeUInt32LE(index, table + index * 4);
      return bytes;
    },
    reasons: ['damaged', 'not_workbook', 'time', 'memory'],
  },
  {
    name: 'an old .xls of another program',
    make: () => {
      const bytes = makeXls([{ name: '目录', rows: [['档号', '题名', '日期']] }]);
      const name = Buffer.from('Workbook', 'utf16le');
      const at = bytes.indexOf(name);
      Buffer.from('WordDocu', 'utf16le').copy(bytes, at);
      return bytes;
    },
    reasons: ['not_workbook', 'damaged'],
  },
  {
    name: 'a table that declares four thousand million records',
    make: () => {
      const bytes = makeDbf([{ name: 'TM', type: 'C', length: 20 }], [['题名']]);
      bytes.writeUInt32LE(0xfffffff0, 4);
      return bytes;
    },
    reasons: ['dbf_records'],
  },
];
