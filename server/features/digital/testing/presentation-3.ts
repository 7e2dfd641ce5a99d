/**
 * What IIIF Presentation 3.0 (https://iiif.io/api/presentation/3.0/) asks of a manifest of pictures, in our own words:
 * the required properties of each class, where each class may stand, and that a canvas is painted within itself. The
 * schema of the editors asks more and is asked as well where it is at hand; this stands in the repository.
 */
const address = { type: 'string', pattern: '^https?://[^\\s#]+$' };
/** An id of a canvas or a page may be an address that nobody serves, never a bare name. */
const words = {
  type: 'object',
  minProperties: 1,
  propertyNames: { pattern: '^(none|[a-zA-Z]{2,3}(-[a-zA-Z0-9]+)*)$' },
  additionalProperties: { type: 'array', minItems: 1, items: { type: 'string' } },
};
const side = { type: 'integer', minimum: 1 };

const image = {
  type: 'object',
  required: ['id', 'type', 'format', 'width', 'height', 'service'],
  properties: {
    id: address,
    type: { const: 'Image' },
    format: { type: 'string', pattern: '^image/[a-z+.-]+$' },
    width: side,
    height: side,
    service: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['id', 'type', 'profile'],
        properties: {
          id: address,
          type: { const: 'ImageService3' },
          profile: { enum: ['level0', 'level1', 'level2'] },
        },
      },
    },
  },
};
const painting = {
  type: 'object',
  required: ['id', 'type', 'motivation', 'target', 'body'],
  properties: {
    id: address,
    type: { const: 'Annotation' },
    motivation: { const: 'painting' },
    target: address,
    body: image,
  },
};
const canvas = {
  type: 'object',
  required: ['id', 'type', 'width', 'height', 'items'],
  not: { required: ['viewingDirection'] },
  properties: {
    id: address,
    type: { const: 'Canvas' },
    label: words,
    width: side,
    height: side,
    items: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['id', 'type', 'items'],
        properties: {
          id: address,
          type: { const: 'AnnotationPage' },
          items: { type: 'array', minItems: 1, items: painting },
        },
      },
    },
  },
};
export const MANIFEST_SCHEMA = {
  type: 'object',
  required: ['@context', 'id', 'type', 'label', 'items'],
  properties: {
    '@context': { const: 'http://iiif.io/api/presentation/3/context.json' },
    id: address,
    type: { const: 'Manifest' },
    label: words,
    metadata: {
      type: 'array',
      items: { type: 'object', required: ['label', 'value'], properties: { label: words, value: words } },
    },
    items: { type: 'array', minItems: 1, items: canvas },
  },
};

interface Painted {
  items: {
    id: string;
    width: number;
    height: number;
    items: { items: { target: string; body: { id: string; service: { id: string }[] } }[] }[];
  }[];
}
/** What no schema can say: ids stand once, a painting aims at its own canvas, and its picture is one of its service. */
export const faultsOfManifest = (manifest: Painted): string[] => {
  const ids = manifest.items.map((one) => one.id);
  const doubled = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} stands twice`);
  const strange = manifest.items.flatMap((one) =>
    one.items.flatMap((page) =>
      page.items.flatMap(({ target, body }) => [
        ...(target === one.id ? [] : [`${target} is painted on ${one.id}`]),
        ...(body.service.some(({ id }) => body.id.startsWith(`${id}/`)) ? [] : [`${body.id} is of no service`]),
      ]),
    ),
  );
  return [...doubled, ...strange];
};
