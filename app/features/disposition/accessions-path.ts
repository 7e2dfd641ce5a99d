/** What narrows 接收登记 to the entries that a count elsewhere is made of. */
interface Counted {
  topic?: string;
  plan?: string;
  /** The unit's number; `from`: the name of a sender who is no unit of the directory. */
  unit?: string;
  from?: string;
}

export const accessionsPath = (slug: string, counted: Counted): string =>
  `/w/${slug}/accessions?${new URLSearchParams(Object.entries(counted))}`;
