import { useEffect, useRef, useState } from 'react';
import { CopyButton } from '@/app/components/copy-button';
import { type Fact, FactList } from '@/app/components/fact-list';
import { useText } from '@/app/i18n/use-text';
import { formatBytes, formatIsoDateTime } from '@/app/lib/format';
import type { DigitalFileView } from '@/server/domain/digital/digital-file';
import { type PhotoFacts, photoFacts } from '@/server/domain/digital/viewer';

/** What the camera wrote, asked for when somebody wants to know it. */
const usePhoto = (file: DigitalFileView, address: string): PhotoFacts | null => {
  const [photo, setPhoto] = useState<PhotoFacts | null>(null);
  // Another address of the same file says the same.
  const latest = useRef(address);
  latest.current = address;
  const isImage = file.mediaType.startsWith('image/');
  useEffect(() => {
    setPhoto(null);
    if (!isImage) return;
    const stop = new AbortController();
    fetch(`${latest.current}/photo/${file.id}`, { signal: stop.signal })
      .then(async (answer) => photoFacts.nullable().parse(((await answer.json()) as { photo: unknown }).photo))
      .then(setPhoto)
      // Particulars are an extra: without them the rest of the list stands.
      .catch(() => undefined);
    return () => stop.abort();
  }, [file.id, isImage]);
  return photo;
};

/** Of the file that lies open: what it is, where it comes from, whether it is still what was stored. */
export const FileFacts = ({ file, address }: { file: DigitalFileView; address: string }) => {
  const t = useText();
  const photo = usePhoto(file, address);
  const facts: Fact[] = [
    [t('digital.column_name'), file.fileName],
    [t('digital.column_type'), file.formatName ?? file.mediaType],
    [t('digital.column_size'), formatBytes(file.sizeBytes)],
    [t('digital.column_pages'), file.pageCount],
    [t('digital.factPixels'), file.width && file.height ? `${file.width} × ${file.height}` : null],
    [t('digital.factDpi'), file.dpi],
    [t('digital.creationMethod'), file.creationMethod === 'edited' ? null : t(`digital.method_${file.creationMethod}`)],
    [t('digital.factStored'), file.storedAt ? formatIsoDateTime(file.storedAt) : null],
    [
      t('digital.column_verified'),
      file.verifyResult && file.verifiedAt
        ? `${t(`digital.verify_${file.verifyResult}`)} ${formatIsoDateTime(file.verifiedAt)}`
        : t('digital.verifiedNever'),
    ],
    [t('digital.column_scan'), t(`digital.scan_${file.scanState}`)],
    [
      'SHA-256',
      <span key="sha256" className="lt-digest">
        {file.sha256} <CopyButton text={file.sha256} />
      </span>,
    ],
    [
      'SM3',
      <span key="sm3" className="lt-digest">
        {file.sm3} <CopyButton text={file.sm3} />
      </span>,
    ],
  ];
  const taken: Fact[] = photo
    ? [
        [t('digital.photoTaken'), photo.takenAt],
        [t('digital.photoCamera'), photo.camera],
        [t('digital.photoExposure'), photo.exposure],
        [t('digital.photoArtist'), photo.artist],
        [t('digital.photoDescription'), photo.description],
        [t('digital.photoPlace'), photo.latitude === null ? null : `${photo.latitude}, ${photo.longitude}`],
      ]
    : [];
  return (
    <section aria-labelledby="file-facts">
      <h2 id="file-facts">{t('digital.facts')}</h2>
      <FactList facts={facts} />
      {photo ? (
        <>
          <h3>{t('digital.photo')}</h3>
          <FactList facts={taken} />
        </>
      ) : null}
    </section>
  );
};
