/** The address of a file that a `download…` procedure answers, such as `platform.downloadJobResult`. */
export const downloadPath = (slug: string, procedure: string, input: Readonly<Record<string, unknown>>): string =>
  `/w/${slug}/download/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
