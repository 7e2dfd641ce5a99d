/** IIIF Presentation 3: the pages of a record as one thing that any viewer of the kind can show. */
export interface ManifestPage {
  service: string;
  label: string;
  width: number;
  height: number;
}

const inChinese = (value: string) => ({ 'zh-CN': [value] });

export const composeManifest = (id: string, label: string, code: string, pages: readonly ManifestPage[]): object => ({
  '@context': 'http://iiif.io/api/presentation/3/context.json',
  id,
  type: 'Manifest',
  label: inChinese(label),
  metadata: [{ label: inChinese('档号'), value: inChinese(code) }],
  items: pages.map((page, index) => {
    const canvas = `${id}/canvas/${index + 1}`;
    return {
      id: canvas,
      type: 'Canvas',
      label: inChinese(page.label),
      width: page.width,
      height: page.height,
      items: [
        {
          id: `${canvas}/page`,
          type: 'AnnotationPage',
          items: [
            {
              id: `${canvas}/image`,
              type: 'Annotation',
              motivation: 'painting',
              target: canvas,
              body: {
                id: `${page.service}/full/max/0/default.jpg`,
                type: 'Image',
                format: 'image/jpeg',
                width: page.width,
                height: page.height,
                service: [{ id: page.service, type: 'ImageService3', profile: 'level2' }],
              },
            },
          ],
        },
      ],
    };
  }),
});
